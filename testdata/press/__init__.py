"""The press: sets the fictional exports of src/ as PDFs, with their truth."""
