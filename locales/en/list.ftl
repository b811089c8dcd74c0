list-taken = 📄 { $count ->
    [one] { $count } number is
   *[other] { $count } numbers are
} taken from the file.
list-taken-column = 📄 { $count ->
    [one] { $count } number is
   *[other] { $count } numbers are
} taken from the column “{ $column }”.
list-repeated = Repeated: { $count }. Each number is called once.
list-given-back = { $count ->
    [one] { $count } row is
   *[other] { $count } rows are
} left out:
list-given-row = • row { $row }: { $why }
list-given-more = • and { $count } more
list-none = 📄 The file has no numbers that can be called. Numbers must be in one column, one per row.
list-sheet = 📄 The bot does not read Excel sheets. Save the sheet as CSV (“File” → “Save as”) and send it again.
list-too-big = A list can take up to { $limit }{"\u00A0"}MB. Split it into parts.
list-too-long = The list has more than { $limit } rows. Split it into parts.
list-unreadable = This file does not look like a list of numbers. Send text or CSV: numbers in one column, one per row.
