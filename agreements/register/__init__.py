"""Taking over registers that regions and ministries keep in spreadsheets.

reading (a file becomes rows; with columns) <- parsing (a row becomes an entry, or says what is wrong; with words,
places and terms) <- writing (an entry becomes a dossier; with partners, rounds and contents) <- importing (a whole
file, each row accounted for).
"""
