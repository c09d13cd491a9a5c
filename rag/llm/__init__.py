"""Language models as generators: what they write is a draft, and only what the reports carry reaches the reader."""
