"""What the page shows, as HTML: notices, evidence, answers, figures, checked drafts. No Gradio in here."""
