/** What the server refuses, and why, in English. Not JSON: the compiler reads the values that a sentence needs out of its text (`lib/i18n/say.ts`). */
const refusals = {
  files: {
    pagesOfImages:
      'There is no text in this file. {count, plural, one {Its page holds} other {Its # pages hold}} images alone, perhaps a scan. Run text recognition (OCR) over it and add the result.',
    images:
      'There is no text in this file. It holds images alone, perhaps a scan. Run text recognition (OCR) over it and add the result.',
    imagesAndLost:
      'There is no text in this file. It holds images alone, perhaps a scan. What was left out: {lost}. Run text recognition (OCR) over it and add the result.',
    noLetters:
      'There is no text in this file. No letter of it can be read. If it shows text when you open it, the text is a picture. Run text recognition (OCR) over it and add the result.',
    noLettersAndLost:
      'There is no text in this file. No letter of it can be read. What was left out: {lost}. If it shows text when you open it, the text is a picture. Run text recognition (OCR) over it and add the result.',
    unknownFonts:
      'The letters of the file cannot be told from its fonts. Run text recognition (OCR) over it and add the result.',
    stopsConverterSignal:
      'The file could not be read: something in it stops the converter. Open it in the program it came from and save it again. ({signal})',
    stopsConverter:
      'The file could not be read: something in it stops the converter. Open it in the program it came from and save it again.',
    damagedReason:
      'The file could not be read: it is damaged, or not what its name says. Open it in the program it came from and save it again. ({reason})',
    damaged:
      'The file could not be read: it is damaged, or not what its name says. Open it in the program it came from and save it again.',
    tooMuchMemoryPlain:
      'Reading this file takes more memory than the {limit} it may use. Split it into parts, or save it as plain text.',
    tooMuchMemory: 'Reading this file takes more memory than the {limit} it may use. Split it into parts.',
    tooLong:
      'Reading this file takes longer than the {seconds} seconds of the processor it may take. Split it into parts, or save it as plain text.',
    noWord:
      'The file is an archive but holds no Word document. Open it in the program it came from and save it again as .docx.',
    noBook:
      'The file is an archive but holds no e-book: the list of its chapters is missing. Get it again from where it came.',
    tooManyPages: 'The file has {pages} pages; the limit is {limit}. Split it into parts.',
    password: 'The file is protected by a password. Save it without the password and add it again.',
    pdfDamaged:
      'The PDF is damaged or was cut off. Get it again from where it came, or print it to a new PDF. ({reason})',
    pdfSwollen:
      'A part of the file expands to more than {limit}, which no page of text does. Such files are made to do harm. Print it to a new PDF, or save the text as a new document.',
    tooManyParts:
      'The file holds {parts} parts; the limit is {limit}. Save it again as a plain document without embedded files.',
    swollen:
      'A part of the file expands to {times} times its size; the limit is {limit}. Such files are made to do harm. Save the text as a new document.',
    entities:
      'The file declares XML entities, which documents have no use for and harmful files have. Open it in the program it came from and save it again.',
    expandsTooMuch:
      'The file expands to {size}; the limit is {limit}. Split it into parts, or leave out what is embedded in it.',
    archiveDamaged:
      'The file is damaged or was cut off, so its parts cannot be read. Get it again from where it came. ({reason})',
    tooDeep:
      'The parts of the file lie inside one another more than 1,000 deep, which no program writes. Open it in the program it came from and save it again.',
    tooDeepParts:
      'The file has more than {deepest} parts that lie in one another, which no document has that people write. Open it in the program it came from and save it again.',
    tooDeepToRead:
      'The file could not be read: its parts lie too deep in one another. Open it in the program it came from and save it again.',
    empty0: 'The file is empty (0 bytes). Check that it was saved or downloaded to the end.',
    empty: 'The file is empty.',
    tooLarge: 'The file has {size}; the limit is {limit}. Split it into parts.',
    sheetTooLarge: 'The file has {size}; a sheet may have {limit}. Split it into parts.',
    ending: 'Files ending in .{ending} cannot be imported. Accepted are txt, md, html, docx, odt, rtf, epub and pdf.',
    unknownKind:
      'The kind of file cannot be told from its name or content. Accepted are txt, md, html, docx, odt, rtf, epub and pdf.',
    archive:
      'This is an archive, not a document. Unpack it and add the documents in it. Accepted are txt, md, html, docx, odt, rtf, epub and pdf.',
    oldOffice:
      'Old Office files cannot be imported. Save it as .docx or .pdf. Accepted are txt, md, html, docx, odt, rtf, epub and pdf.',
    misnamed:
      'The file is named .{named} but is not one inside: it may be damaged or renamed. Open it in the program it came from and save it again.',
    oldWord:
      'This is a Word 97 to 2003 file (.doc), which cannot be read safely. Open it in Word or LibreOffice, save it as .docx, and add that.',
    largerThan: 'The file is larger than the {megabytes} MB a sheet may have.',
    codebookLarger: 'The file is larger than the {megabytes} MB a codebook may have.',
    headerAtMost: 'The file has a header at most, and no lines.',
    noLines: 'The file has no lines.',
    tooManyRows: 'The file has {rows} lines; {limit} are taken at once.',
    codebookRows: 'The file has {rows} lines; a codebook may have {limit}.',
    noWorkbook: 'The file is an archive and not a workbook that can be read. Taken are xlsx and csv.',
    noSheet: 'The workbook has no sheet. Open it in the program it came from and save it again.',
    workbookUnread: 'The workbook cannot be read. Open it in the program it came from and save it again. ({reason})',
    sheetHasMore:
      'The sheet has {what, select, columns {more than {most, number} columns} cells {more than {most, number} cells} cell {a cell of more than {most, number} characters} characters {more than {most, number} characters in its cells} other {more than {most, number} lines}}, which is more than is taken at once. Split it into parts.',
    csvBytes: 'The file is not a csv: it holds bytes that no text has. Save the sheet as csv first.',
    otherFormat:
      'This is {what, select, pdf {a PDF} archive {an empty archive} xls {an old Office file (xls)} markup {XML or HTML (such as a qdc file)} other {JSON}}, not a csv or xlsx. Taken are sheets with a header line, and plain lists of names, one a line. Save it as csv or xlsx first.',
    csvUnread: 'The file is not a csv that can be read: {reason}.',
    noNameColumn: 'No column is called name (or tag, code, label, path). The first line has: {headers}.',
    nothingStored: '{why} Nothing was stored.',
  },
  busy: {
    files:
      'Many files are being read just now, and no more can wait. Send this one again in a moment; nothing of it was stored.',
  },
  offline: {
    server: 'The server cannot be reached. Nothing was lost; try again when you are connected.',
    download: 'The server cannot be reached. Try again when you are connected.',
    upload: 'The connection was lost on the way. Nothing was stored; try this file again.',
    live: 'The live connection was lost.',
  },
} as const

export default refusals
