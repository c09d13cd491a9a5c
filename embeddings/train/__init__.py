"""How the bundled encoder was made: from real texts to pairs, from pairs to weights.

Nothing in here is used when reports are read or questions answered. It is the one part of `embeddings` that uses
`rag`, because the encoder should be trained on text as it will meet it: cleaned, structured and cut into passages.
"""
