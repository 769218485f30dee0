/** What an import did to a file, in English. Not JSON: the compiler reads the values that a sentence needs out of its text (`lib/i18n/say.ts`). */
const reports = {
  hiddenText: 'Hidden text, left out: {count, plural, one {# word} other {# words}}, for example “{example}”',
  chartNumbers:
    '{count, plural, one {# number that a chart draws} other {# numbers that charts draw}}, for example {example}; names and titles are kept',
  writtenNumbers:
    '{count, plural, one {# automatic number is} other {# automatic numbers are}} part of the text now, such as 2.1 or (a)',
  writtenNumbersNested:
    '{count, plural, one {# automatic number is} other {# automatic numbers are}} part of the text now, such as 2.1 or (a); {nested, plural, one {# of them is} other {# of them are}} of lists within lists, which are no longer set in',
  kept: {
    headings: '{count, plural, one {# heading} other {# headings}}',
    numberedLists: '{count, plural, one {# numbered list} other {# numbered lists}}',
    bulletedLists: '{count, plural, one {# bulleted list} other {# bulleted lists}}',
    tables: '{count, plural, one {# table} other {# tables}}',
    quotations: '{count, plural, one {# block quotation} other {# block quotations}}',
    codeBlocks: '{count, plural, one {# code block} other {# code blocks}}',
    notes: '{count, plural, one {# note} other {# notes}}',
    links: '{count, plural, one {# link} other {# links}}',
    pages: '{count, plural, one {# page number} other {# page numbers}}',
    emphasis: 'Emphasis (bold, italic and the like)',
  },
  images: '{count, plural, one {# image} other {# images}}; the place and the description are kept',
  linkAddresses:
    'The address of {count, plural, one {# link that does} other {# links that do}} not lead to the web; the words are kept',
  replaced: '{count, plural, one {# character} other {# characters}} that cannot be stored became \uFFFD',
  markup: 'Markup without text (scripts, styles, embedded objects)',
  formulas: '{count, plural, one {# formula is} other {# formulas are}} shown as source',
  scripts: 'Scripts, styles and embedded frames',
  headLines: 'The lines at the top of the file that are neither title, author nor date, for example “{example}”',
  lineEnds: 'Line ends were made uniform.',
  headingsGuessed:
    '{count, plural, one {# line was} other {# lines were}} taken for headings; the text itself is unchanged.',
  encodingGuessed:
    'The {thing, select, page {page} other {file}} does not say how its letters are encoded; {encoding} was guessed. Check names and accents.',
  encodingConverted: 'Letters were converted from {encoding}.',
  unreadable: '{count, plural, one {# unreadable place is} other {# unreadable places are}} marked with \uFFFD.',
  encodingChosen: 'Letters were read as {encoding}, as you chose.',
  meaningless:
    '{count, plural, one {# place means} other {# places mean}} nothing in {encoding}. Choose another encoding, or check the text.',
  trackedCounted: 'Tracked changes are taken as accepted: {insertions} inserted and {deletions} deleted',
  tracked: 'Tracked changes are taken as accepted',
  readings: '{count, plural, one {# reading} other {# readings}} above the letters (ruby) in brackets behind them',
  forms: '{count, plural, one {# form field} other {# form fields}} as text',
  diagrams: 'The words of diagrams and shapes stand behind the paragraph they belong to',
  boxes: 'The words of boxes stand behind the paragraph they belong to',
  comments: '{count, plural, one {# comment} other {# comments}} in the margin',
  runningText: 'Page headers and footers',
  absentPages:
    '{count, plural, one {# page} other {# pages}} that the book’s order names and that could not be read, because the file does not have them or they are no pages, for example {example}',
  inside: 'In a document inside the document ({name}): {line}',
  insideUnread:
    'A document inside the document ({name}), which could not be read. Open the file in Word, save it again as .docx, and add that if you need it',
  otherPages: 'Pages beside the one that opens first: {count}',
  trackedQuoted:
    'Tracked changes are taken as accepted: {insertions} inserted and {deletions} deleted, such as “{example}”',
  rtf: {
    comments: '{count, plural, one {# comment in the margin} other {# comments in the margin}}, such as “{example}”',
    runningParts:
      '{count, plural, one {# page header or footer} other {# page headers and footers}}, such as “{example}”',
    indexEntries:
      '{count, plural, one {# entry for an index or a table of contents that is not printed where it stands} other {# entries for an index or a table of contents that are not printed where they stand}}, such as “{example}”',
    foreign:
      '{count, plural, one {# group that only the program that wrote the file knows} other {# groups that only the program that wrote the file knows}}, such as “{example}”',
    afterEnd: 'What stands after the end of the document, such as “{example}”',
    objects: '{count, plural, one {# embedded object} other {# embedded objects}} without a picture',
    fields:
      '{count, plural, one {# field that has} other {# fields that have}} no value in the file, such as a page number or today’s date',
    formulas: '{count, plural, one {# formula is} other {# formulas are}} written in one line',
    font: 'Signs in the font “{font}”, which are not known, are shown as the letters in their places',
    cutOff: 'The file ends before the document does; it may have been cut off.',
  },
  pdf: {
    running: 'Headers, footers and page numbers that repeat on most pages, such as “{example}”',
    lineNumbers:
      '{count, plural, one {# number of a line} other {# numbers of lines}} in the margin, such as “{example}”',
    comments: '{count, plural, one {# comment} other {# comments}} on the pages, such as “{example}”',
    attachments: '{count, plural, one {# attached file} other {# attached files}}, such as “{example}”',
    answers:
      '{count, plural, one {# answer in a form field stands} other {# answers in form fields stand}} in the text, in the place of the field',
    typedNotes:
      '{count, plural, one {# note typed on a page stands in the text, where it was put} other {# notes typed on the pages stand in the text, where they were put}}',
    stamps:
      '{count, plural, one {# text of a stamp, signature, button or field stands in the text, where it is shown} other {# texts of stamps, signatures, buttons or fields stand in the text, where they are shown}}, such as “{example}”',
    hidden:
      'Hidden text was left out: {count, plural, one {# field or note that is} other {# fields or notes that are}} not shown on the pages, such as “{example}”',
    unreadSigns:
      '{count, plural, one {# sign} other {# signs}} of stamps, signatures, buttons or fields, whose font does not say which letters they are',
    outside:
      '{count, plural, one {# line that stands outside the visible part of its page stands at the end of the page’s text} other {# lines that stand outside the visible parts of their pages stand at the ends of the pages’ texts}}, such as “{example}”',
    unseen: 'Text outside the visible parts of pages that share one drawing, such as “{example}”',
    xfa: 'The file holds a form that only some programs show (XFA). Only what it draws for all others was read: compare it with what you see, or print it to a new PDF and add that.',
    unchecked: 'Whether letters are missing could not be checked a second time for {what}',
    uncheckedPages: '{count, plural, one {# page} other {# pages}}',
    uncheckedSigns: '{count} of {signs} signs, of whose fonts only one reader knows the letters',
    repeated:
      '{count, plural, one {# piece of text that is drawn more than once in the same place, to look bold or to throw a shadow, stands} other {# pieces of text that are drawn more than once in the same place, to look bold or to throw a shadow, stand}} there once, such as “{example}”',
    joinedWords: '{count, plural, one {# word} other {# words}} hyphenated at a line end joined',
    fromSigns: 'Letters that the file keeps in the places of signs were read as the letters of those places',
    retold:
      '{count, plural, one {# piece of text was} other {# pieces of text were}} read another way, since the usual one tells no letters there',
    meant:
      '{count, plural, one {# place has} other {# places have}} the text that the file says is meant, and not what is drawn',
    unplaced:
      '{count, plural, one {# text that the file says is meant, in the place of what is drawn} other {# texts that the file says are meant, in the places of what is drawn}}, such as “{example}”',
    unreadable:
      '{count, plural, one {# character of which the file does not say which letter it is, is} other {# characters of which the file does not say which letters they are, are}} marked with \uFFFD. Compare these places with the original.',
    unreadableIn:
      '{count, plural, one {# character of which the file does not say which letter it is, is} other {# characters of which the file does not say which letters they are, are}} marked with \uFFFD, such as in “{example}”. Compare these places with the original.',
    damagedPages: '{count, plural, one {Page {pages} is} other {Pages {pages} are}} damaged and could not be read.',
    emptyPages: '{empty} of {pages} pages have no text; they may be scanned images.',
    paragraphs: 'Paragraphs were rebuilt from printed lines; one that runs over a page break is in two parts',
  },
  quoted: '“{word}”',
  missing:
    '{count, plural, one {# word of the file is} other {# words of the file are}} not in the text, for example {examples}',
  muchMissing:
    'Words are missing: the text has only {percent} % of the file’s {words} words. Missing is, for example, {examples}. Compare it with the original before you work on it, or save the file in another format and add that.',
  qda: {
    kept: '{documents, plural, =0 {No document} one {# document} other {# documents}}, {tags, plural, =0 {no tag} one {# tag} other {# tags}}, {passages, plural, =0 {no passage} one {# passage} other {# passages}}, {themes, plural, =0 {no theme} one {# theme} other {# themes}}, {memos, plural, =0 {no memo} one {# memo} other {# memos}}, {notes, plural, =0 {no comment} one {# comment} other {# comments}}, by {people, plural, =0 {nobody named} one {# person} other {# people}}',
    reading:
      'Positions were read as {unit, select, codepoint {Unicode characters} other {UTF-16 code units}}, {lineEnd, plural, one {a line end as one} other {a line end of two signs as two}}; the file itself was the evidence',
    renamed:
      '{count, plural, one {# code was} other {# codes were}} given another name, because there was one of that name beside it or it had none; such as “{example}”',
    joined:
      '{count, plural, one {# selection was} other {# selections were}} joined with another that the same person made of the same words, such as “{example}”',
    whole:
      '{count, plural, one {# coding of a whole document is a passage} other {# codings of whole documents are passages}} over all of its text, such as “{example}”',
    cases:
      '{count, plural, one {# case} other {# cases}} of one document each: the values are attributes of the document',
    doubleGuids:
      '{count, plural, one {# thing has} other {# things have}} another id than in the file, where it stands twice, or is none by the rules',
    strange:
      'In {count, plural, one {# text} other {# texts}} there were signs that no text here has, or single carriage returns; each was replaced. Such as in “{example}”',
    casesOfMany:
      '{count, plural, one {# case that is not one document is} other {# cases that are not one document each are}} not kept, such as “{example}”',
    emptySelections: '{count, plural, one {# selection} other {# selections}} of no words left out',
    graphs: '{count, plural, one {# graph is} other {# graphs are}} not kept',
    links: '{count, plural, one {# link is} other {# links are}} not kept',
    media:
      '{count, plural, one {# picture or recording is} other {# pictures and recordings are}} not kept, such as “{example}”; what was written of them is',
    noText:
      '{count, plural, one {# source has} other {# sources have}} no plain text in the file and could not be read, such as “{example}”',
    originals:
      'The form of {count, plural, one {# document} other {# documents}} is not kept, such as “{example}”: the text is, with a paragraph for each line',
    outside:
      '{count, plural, one {# selection lies} other {# selections lie}} outside its text and was left out, such as “{example}”',
    strayNotes:
      '{count, plural, one {# note was} other {# notes were}} about something that is not kept; each is a memo about the project now, such as “{example}”',
    codedNotes:
      '{count, plural, one {# selection or coding} other {# selections and codings}} within notes not kept, such as in “{example}”',
    regions:
      '{count, plural, one {# region of a page, picture or recording is} other {# regions of pages, pictures and recordings are}} not kept, such as in “{example}”',
    sets: '{count, plural, one {# set holds} other {# sets hold}} other things than codes, which are not kept, such as “{example}”',
    unknownCodes:
      '{count, plural, one {# coding points} other {# codings point}} at a code that is not in the file; the passage is kept without it, such as “{example}”',
    values:
      '{count, plural, one {# value is} other {# values are}} not what its variable says, and not kept, such as “{example}”',
    sameWords:
      '{count, plural, one {# passage has} other {# passages have}} the very words that the file keeps of {count, plural, one {it} other {them}}',
    byWords:
      '{count, plural, one {# highlight was} other {# highlights were}} found by the words that the file keeps, because the positions lead elsewhere; such as “{example}”',
    otherWords:
      '{count, plural, one {# passage has} other {# passages have}} not quite the words that the file keeps of {count, plural, one {it} other {them}}: it stands where the positions lead. Such as “{example}”',
    nested:
      '{count, plural, one {# tag stands} other {# tags stand}} under the tag with whose name {count, plural, one {its} other {theirs}} began, such as “{example}”',
    credited:
      '{count, plural, one {# passage is} other {# passages are}} yours now, because the file does not say whose {count, plural, one {it was} other {they were}}; such as “{example}”',
    lessForm:
      'Something of the form of {count, plural, one {# document} other {# documents}} is not kept, such as of “{example}”; each document says what',
    noForm:
      '{count, plural, one {# document is} other {# documents are}} kept as plain text, because the form could not be read; such as “{example}”',
    noDocument:
      '{count, plural, one {# highlight is} other {# highlights are}} of no document in the file, and not kept; such as “{example}”',
    asThemes:
      '{count, plural, one {# category of codes is a theme} other {# categories of codes are themes}}, such as “{example}”',
    categories:
      '{count, plural, one {# category is a tag} other {# categories are tags}} with the codes of it below, such as “{example}”',
    moved:
      '{count, plural, one {# code stands} other {# codes stand}} elsewhere, because what {count, plural, one {it was} other {they were}} in is missing, lies too deep or goes in a circle; such as “{example}”',
    longer:
      '{count, plural, one {# description was} other {# descriptions were}} longer than one may be, and became a memo; such as of “{example}”',
    deleted:
      '{count, plural, one {# thing} other {# things}} that had been deleted in that program, and still stood in the file; such as “{example}”',
    queries: '{count, plural, one {# stored query is} other {# stored queries are}} not kept, such as “{example}”',
    references: '{count, plural, one {# bibliographic reference is} other {# bibliographic references are}} not kept',
    otherTables:
      '{count, plural, one {# further table} other {# further tables}} of the file, of which nothing is known here; such as “{example}”',
    remarks:
      '{count, plural, one {# remark} other {# remarks}} on why something is in a case or category, such as “{example}”',
    emptyProjects:
      '{count, plural, one {# other project in the file is} other {# other projects in the file are}} empty, and not kept; such as “{example}”',
    steps:
      '{count, plural, one {# step} other {# steps}} of the history in the file; who made what, and when, was taken from there',
  },
  brought: {
    memos: '{count, plural, one {# memo} other {# memos}}',
    journal:
      'The program that the file comes from was still open, or ended badly: what it wrote last may be missing. Close it, and copy the file again, if something is not here.',
    kept: '{documents, plural, =0 {No document} one {# document} other {# documents}}, {tags, plural, =0 {no tag} one {# tag} other {# tags}}, {passages, plural, =0 {no passage} one {# passage} other {# passages}}, by {people, plural, =0 {nobody named} one {# person} other {# people}}',
  },
} as const

export default reports
