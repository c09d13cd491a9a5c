"""What happens on the page, as plain functions: a library and what the user did, to what the page then shows."""
