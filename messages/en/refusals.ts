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
    partTwice:
      'The file has two different parts of the name “{part}”, and programs differ in which of them they show. Open it in the program that you see it in, save it again, and add that.',
    archiveDamaged:
      'The file is damaged or was cut off, so its parts cannot be read. Get it again from where it came. ({reason})',
    tooDeep:
      'The parts of the file lie inside one another more than 1,000 deep, which no program writes. Open it in the program it came from and save it again.',
    tooDeepParts:
      'The file has more than {deepest} parts that lie in one another, which no document has that people write. Open it in the program it came from and save it again.',
    tooManyNodes:
      'The text has more than {limit, number} paragraphs and stretches that are set alike, which is more than a document may have. Split it into parts.',
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
    counting: 'Much is being counted just now. Try again in a moment.',
    dropped: 'The request was dropped before its answer was there.',
    passwords: 'Many passwords are being checked just now. Try again in a moment.',
    requests: 'You have asked for much at once. Wait for the answers and try again.',
    bodies: 'Too much is being sent just now. Send this again in a moment; nothing of it was stored.',
  },
  offline: {
    server: 'The server cannot be reached. Nothing was lost; try again when you are connected.',
    download: 'The server cannot be reached. Try again when you are connected.',
    upload: 'The connection was lost on the way. Nothing was stored; try this file again.',
    live: 'The live connection was lost.',
    signOut:
      'The server did not end the session: you are still signed in. What waits to be sent is kept; sign out once more.',
  },
  someInvalidChanged: 'Some of what was sent is not right. Nothing was changed.',
  someInvalidStored: 'Some of what was sent is not right. Nothing was stored.',
  codebook: {
    passagesWithoutTag: 'Some passages do not carry this tag, or not any more. Nothing was changed.',
    exampleWithoutTag: 'The passage does not carry this tag. Tag it first, or name it as a counter-example.',
    intoItself: 'A tag cannot be merged into itself.',
    intoArchived:
      'The tag to merge into is archived and takes no passages. Bring it back first, or merge the other way round.',
    proposedBlind:
      'This was proposed by somebody who codes blind, and would tell the others what they thought. Accept it when the round is open.',
    oneStays: 'One of the two tags stays.',
    proposedBinned: '“{name}” is in the bin by now. Bring it back first, or decline the proposal.',
    full: 'A codebook has at most {limit} tags. Merge some, or move some to the bin; nothing was changed.',
    tooDeep: 'A codebook has at most {limit} levels. Put the tag under one that stands higher.',
    belowItself: 'A tag cannot stand below itself.',
    tagsBelow: 'This tag has tags below it. Move or delete those first.',
    noParent: 'There is no such tag to put this one under.',
    noSuchTag: 'There is no such tag.',
    tooManyProposals:
      'You have {limit} open proposals in this project, and there is no room for more. Withdraw some, or wait until they are decided.',
    onlyProposer:
      'Only the person who proposed this can withdraw it. Decline it instead, where you may change the codebook.',
    proposalSettled:
      'This proposal was {state, select, accepted {accepted} declined {declined} withdrawn {withdrawn} other {settled}} already. Nothing was changed.',
    nameTaken: 'There is a tag called “{name}” in this place already. Choose another name, or merge the two.',
    madeBlind:
      '“{name}” was made by somebody who codes blind and does not exist for the others until the round opens. Wait for that{merging, select, yes {, or merge the other way round} other {}}.',
    madeBlindSplit: '“{name}” was made by somebody who codes blind. Split it when the round is open.',
    ownPassagesAlone:
      'While you code blind, the tags that you make do not exist for the others. Assign passages of your own alone.',
    sameNameBelow:
      'Both tags have a tag of the same name below them: {names}. Rename or merge those first; their guidance may differ, so it is not chosen for you.',
    intoBelow:
      'The tag to merge into stands below the one that would vanish. Merge the other way round, or move it first.',
  },
  tagGoneOrArchived: 'One of the tags does not exist any more or is archived. Choose another.',
  tagGone: 'One of the tags does not exist any more.',
  idOfVersion: 'This id cannot be chosen. Send one of version 4 or 7, or none.',
  members: {
    onlyLead: 'This is the only lead of the project. Make somebody else a lead first.',
    expiredAlready: 'The invitation would have expired already.',
  },
  bin: {
    tooEarly:
      'What is in the bin stays there for {days} days, so that everybody can find out. This can be purged from {from} on.',
  },
  history: {
    onlyDoer: 'Only the person who did this, or a lead of the project, can revert it.',
    doneAlready: 'This has been reverted already.',
    notNow: 'This cannot be reverted now. Nothing was changed.',
    notOfThisKind: 'Acts of this kind cannot be reverted from the history.',
  },
  review: {
    withoutRound: 'Without a round, say which documents and at least two coders to compare.',
    severalRounds:
      'This coding was made in several rounds that still hide work. Settle it in each of those rounds, or once all but one of them are opened or closed.',
    tooMuch:
      'So many passages lie upon one another in one of the documents that they cannot be compared. Leave that document out, or compare fewer coders.',
    stillThere:
      'Passages that this verdict is about are still there. Give another verdict on them, or revert this one from the history.',
    changedMeanwhile:
      'Somebody changed their coding of this passage meanwhile. Look at it again; no verdict was stored.',
    notCompared: 'Only coders who are compared here can be accepted.',
    onlyCoded: 'Only those whose coding a verdict is about can contest it.',
    contestedAlready: 'This verdict has been contested already. Join the discussion of it.',
  },
  agreement: {
    pairNotCompared: 'These two coders are not both among the coders compared. Choose two who are.',
    codingBlind:
      'You are coding blind in this round. Its agreement can be frozen by somebody who sees all of it, or by you once you do.',
    choiceGone: 'One of the chosen documents, tags or coders is not in this project any more. Choose again.',
    tooMuch:
      'Counting this {needs, select, time {takes longer} other {needs more memory}} than one request may. Choose fewer documents, tags or coders, or leave the intervals out.',
  },
  export: {
    ownExports:
      '{count, plural, one {# export of yours is} other {# exports of yours are}} being made already. Try again when one is done.',
    allExports: '{count, plural, one {# export is} other {# exports are}} being made already. Try again in a moment.',
    tooManyPassages:
      'There are {count, number} passages on this document, and one file holds {most, number}. Narrow them down with filters.',
    noTagsForQdc: 'The codebook has no tags yet, and a qdc file must have at least one. Add a tag first.',
    projectFilter: 'A project is exported whole, without filters. Leave them out: {filters}.',
    historyFilter: 'The history can be filtered by {filters}, and by nothing else. Leave the other filters out.',
    memoFilter: 'Memos can be filtered by {filters}, one of each, and by nothing else. Leave the other filters out.',
    tooLargeForPdf:
      'This is more than one PDF is made of here, which holds about ten thousand passages. Narrow it by a filter or a theme, or take docx, odt or html, which have no limit.',
    noTypesetter: 'PDFs cannot be made on this kind of machine. Take docx or html and print it from there.',
    noSuchExport: 'There is no export of “{what}”. There are: {names}.',
    noSuchFormat: 'The {what} cannot be exported as “{format}”. There are: {names}.',
    noSuchColumn: 'There is no column “{name}”. There are: {names}.',
  },
  themes: {
    tooLong:
      'The narratives of this project would have more than sixteen million characters together. Shorten one of them, or move a theme to the bin; nothing was changed.',
    nameTaken: 'There is a theme called “{name}” already. Choose another name.',
  },
  annotations: {
    quoteMismatch:
      'The text at this place is not the quote that was sent. The document may have been corrected: reload it and select again.',
    othersAnnotations: 'These are another person’s annotations. Only they, or a lead of the project, can revert this.',
    submitted:
      'You have submitted this document, so nothing can be added to it in this round. Ask a lead to reopen it; nothing was stored.',
    tooMuch:
      'These passages and their notes have {letters, number} characters together, and one event takes {limit, number}. Do it in several parts; nothing was changed.',
    sayWhere: 'Say where on that revision the passage stands.',
    ofConsensus: 'This belongs to the consensus. It changes by another verdict on the passage.',
    ofAnother: 'This is {name}’s annotation, and only they can change it. Make one of your own beside it.',
    badPassage: '{why}. The text has {length} UTF-16 code units.',
    frozen:
      'This passage was submitted with the round “{round}” and can be changed again once a lead reopens it. Nothing was changed.',
    frozenAmong:
      '{count, plural, one {# of these passages was} other {# of these passages were}} submitted with the round “{round}” and can be changed again once a lead reopens it. Nothing was changed.',
  },
  documents: {
    correctedMeanwhile:
      'The document was corrected meanwhile. Reload it and select the passage again; nothing was stored.',
    structure: 'The structure of this document cannot hold that text. Send the content as a tree instead.',
    tooManyLines: 'A document has at most {limit, number} lines. Nothing was changed.',
    sameText: 'This is the text as it stands. Nothing was changed.',
    attributeMade: 'Somebody made an attribute like “{name}” just now. Nothing was stored. Try again.',
    valuesDoNotFit: 'Some attribute values do not fit. Nothing was changed.',
    keyTaken: 'There is an attribute with the key “{key}” already.',
    noSuchColumn: 'The sheet has no column “{column}” that could become an attribute. Nothing was stored.',
    noDocument: 'The content is not a document: {why}. Nothing was changed.',
    noAttributeColumn:
      'No column is called like an attribute of this project, and none is to be made into one. The first line has: {headers}. Nothing was stored.',
  },
  sheetSaysTooMuch:
    'What this sheet says, line by line, is more than the {limit, number} characters that are shown at once. Split it into parts. Nothing was stored.',
  rounds: {
    foreignDocument: 'The table names a document that is not of the round.',
    foreignCoder: 'The table names somebody who is not a coder of the round.',
    documentWithoutCoder: 'A document of the round has no coder in the table. Give it to somebody, or leave it out.',
    coderWithoutDocument:
      'A coder of the round would get no document. Let documents overlap, give them one, or leave them out.',
    documentGone: 'One of the documents does not exist any more.',
    onlyCoders: 'Only leads and coders of this project can be given documents to code.',
    passageOutside: 'A passage lies in a document that is not of the round.',
    openAlready: 'This round is open already.',
    begun:
      'Somebody has begun to code in this round, and what they could see was promised to them. Open the round early, or set up another.',
    nothingToDraw:
      'There is nothing to draw from: no shared passage that you can see fits this choice. Choose other documents, tags or coders, or wait until a blind round is revealed.',
    wouldLoseSubmitted:
      '{count, plural, one {One document was} other {# documents were}} submitted by a coder who would lose it. Reopen it for them first, or leave it with them.',
    wouldLoseBegun:
      '{count, plural, one {One task has} other {# tasks have}} been begun by a coder who would lose it. Say that they are to be withdrawn: what was marked stays with its coder.',
    closed: 'This round is closed, so nothing can be handed in any more. Ask a lead to resume it.',
    verdictOutside:
      'A verdict that was given outside of this round stands on what was coded in it. It would tell what the round hides again: withdraw it first, or leave the round closed.',
    passageDocumentGone: 'A passage lies in a document that does not exist any more.',
  },
  queries: {
    nameTaken: 'There is a query called “{name}” already. Choose another name.',
    tooMany: 'A project keeps at most {limit} queries. Move one that is not needed to the bin first.',
  },
  cases: {
    nameTaken: 'There is a case called “{name}” already. Choose another name.',
    documentGone: 'A document that was to be put into the case is not there, or in the bin.',
    tooManyParts: 'A case has at most {limit} documents and passages. Make another case for some of them.',
  },
  memos: {
    onlyWriter: 'Only the person who wrote this memo can change or delete it.',
  },
  links: {
    onlyMaker: 'Only the person who made this link can change or delete it.',
    toItself: 'Nothing is linked with itself. Choose another passage or tag.',
    already: 'You have linked these two in the same way already. Nothing was stored.',
  },
  threads: {
    mentionGone: 'Somebody you mention is not in this project any more. Take the mention out; nothing was stored.',
    mentionPrivate:
      'This passage is private, so nobody you mention could read what you write. Share the passage first, or take the mention out; nothing was stored.',
    quoteGone: 'A passage you quote does not exist any more. Take it out; nothing was stored.',
    resolvedWhole: 'A thread is resolved as a whole, at its first comment.',
    onlyWriter: 'Only the person who wrote this can change or delete it. You can reply, or resolve the thread.',
    otherSubject: 'This thread is about something else. Nothing was stored.',
  },
  backup: {
    noFolder: 'This server makes no backups by itself. Set BACKUP_DIR to a folder and start it again.',
    notEmpty:
      'This instance has accounts or projects already, and a backup goes only into an empty one. Name an empty database with DATABASE_URL, or another DATA_DIR. Nothing was changed.',
    refused: 'This backup cannot be restored. {why}. Nothing was changed.',
    unknownTable: 'It has a table {table} that this database does not have',
    storedDiffers: 'What was stored of {table} differs from the file',
    rowsDiffer: 'The rows of {table} are not those that were written: the file was altered or damaged',
    empty: 'It is empty',
    endsEarly: 'It ends too early: the file is not whole',
    otherHash: 'Its hash is another than the one that was written: the file was altered or damaged',
    notOurs: 'It is not a backup that Commonplace made',
    unknownVersion: 'It is of version {version}, which this program does not know. Take a newer one',
    otherTables: 'Its tables are others than those of this database',
    otherHeader: 'Its first line is none that Commonplace wrote: the file was altered or damaged',
    goesOn: 'It goes on after its last table: the file was altered or damaged',
    rowsDoNotFit: 'The rows of {table} do not fit there: the file was altered or damaged',
    rowsDoNotFitTogether: 'Its rows do not fit together: the file was altered or damaged',
    diskFull:
      'The disk of the database is full: make room for the backup, or name another place with DATA_DIR or DATABASE_URL, and restore it again',
    otherSchema:
      'It was made with the schema {theirs} and this version has {ours}. Restore it with a version that has that schema, and then start this one, which brings it up to date',
  },
  accounts: {
    emailTaken: 'There is an account with the email address {email} already.',
    currentNeeded: 'Your current password is needed.',
    readOnlyInvitation: 'This token may only read. Sign in to accept an invitation.',
    wrongForInvitation:
      'Email or password is not right. If you have an account with this address, it is its password that is needed.',
    otherAddressee:
      'This invitation is for another email address than yours. Sign in with the account that has it, or ask for an invitation to your own.',
    missingToJoin: 'Something is missing to join.',
    invitationUsed: 'This invitation has been used. Sign in to find the project, or ask for another link.',
    invitationExpired: 'This invitation has expired. Ask for another link.',
    invitationWithdrawn: 'This invitation was withdrawn. Ask for another link.',
    tokenExpiredAlready: 'The token would have expired already.',
    setupCode:
      'This set-up code is not valid (any more). The terminal where Commonplace runs shows the current one; each start makes a new one until there is an account.',
    onlyAdministrator: 'Only an administrator of this instance may do this.',
    notOneself: 'You cannot deactivate your own account. Another administrator can.',
    wrongPassword: 'The password is not right.',
    confirm:
      'Type your password to confirm that it is you. If you have none, sign in again and do this within ten minutes.',
    deactivated: 'This account is deactivated. Let it in again first, then make a link.',
    linkSpent: 'This link has been used or has expired. Ask an administrator for another.',
    sessionEnded: 'Your session ended while this was under way, so nothing was changed. Sign in again.',
    noAdministratorAnyMore: 'You are no administrator of this instance any more, so nothing was changed.',
    notOneselfUnlinked: 'You cannot unlink your own account. Another administrator can.',
    passwordNotChecked:
      'The server could not sign you in. Try again in a moment; if it keeps failing, tell the administrator.',
    sessionNotEnded: 'The server could not end your session. Try again in a moment.',
    standingChanged:
      'Your part in this project was changed while this was under way, so it was not carried out. Reload the page.',
    waitSeconds: 'Too many attempts failed. Wait {count, plural, one {# second} other {# seconds}}, then try again.',
    waitMinutes: 'Too many attempts failed. Wait {count, plural, one {# minute} other {# minutes}}, then try again.',
  },
  http: {
    databaseNotReady: 'The database does not answer or is not ready: {cause}. Try again shortly.',
    passageBeyond: 'The passage reaches beyond the text, or is empty.',
    deletionTakesVersion: 'A deletion takes a version and nothing else. Nothing was deleted.',
    ifMatch: 'If-Match must hold the version that you saw, such as "3".',
    internal:
      'The request failed through a fault of the server and was not carried out. Try again; if it keeps failing, give the administrator the request id.',
    databaseAway:
      'The database cannot be reached just now, or has too much to do. Send this again in a moment; under the same id nothing is stored twice.',
    databaseFull:
      'The database has no room to write: its disk is full or takes nothing. Nothing was stored. Tell the administrator to make room, then send this again.',
    databaseBusy: 'Others changed the same thing at the same moment. Nothing was stored; send this again.',
    databaseSlow:
      'This takes longer than one request may. Nothing was stored. Ask for less at once: a narrower query, fewer documents, or fewer relations within one another.',
    idTaken:
      'Something has this id already, perhaps in the bin. Nothing was stored; send it under a new id, or without one.',
    bodyUnread: 'The body of the request could not be read. Send well-formed JSON with content-type application/json.',
    bodyCutOff: 'The request ended before its body was whole. Nothing was stored.',
    sendJsonOrForm:
      'Send JSON with content-type application/json, or a file as multipart/form-data. Nothing was stored.',
    tooManyParts: 'The form has more than {limit} parts. Nothing was stored.',
    notUtf8: 'The JSON is not in UTF-8. Save or send it as UTF-8; in any other encoding, letters would be lost.',
    contentEncoding: 'Send the body as it is, without a Content-Encoding. Nothing was stored.',
    notJson: 'The body is not well-formed JSON.',
    nested:
      'The body is nested more than {limit} levels deep, or has more than a million objects and lists. Nothing was stored.',
    otherSite: 'This request came from another site and was not carried out.',
    tokenReads: 'This token may only read. Make one with write scope to change something.',
    notSignedIn: 'Sign in, or send a valid token as “Authorization: Bearer cp_…”.',
    otherAccount:
      'This was done with another account than the one that is signed in now, and was not stored under this one. Nothing is lost: sign in with the other, and what waits is sent.',
    noFile: 'The form has no file.',
    formUnread: 'The form could not be read. Send the file as multipart/form-data.',
    sendDocument: 'Send the document as application/json, or a file as multipart/form-data.',
    streamUnits: 'A stream tells offsets in UTF-16 code units. Read the list where you need code points.',
    noAddress: 'There is no such address in this API. See /api/docs.',
    nul: 'The address has a NUL character in it.',
    tooManyStreams: 'You have {limit} streams open already. Close a page or a program that reads one, then try again.',
    cursor: 'This cursor is not one this list gave out. Start again without it.',
    transferEncoding: 'Send the body as it is, without a Transfer-Encoding but chunked.',
    noSuchAddress: 'There is no such address. Those of the API begin with /api/v1/.',
    addressMalformed:
      'The address is not well-formed. Check it for a % that begins no letter, a backslash or an invisible character.',
    hostMalformed: 'The address or the Host header of the request is not well-formed.',
    internalShort: 'The request failed through a fault of the server. Try again in a moment.',
    databaseSilent: 'The database does not answer just now. Nothing that was saved is lost. Try again in a moment.',
    trace: 'TRACE is not answered here.',
    tooLarge: 'The request is larger than the {limit} this server takes here. Nothing was stored.',
    noRoom: 'The database has no room: its disk is full or takes nothing. Tell the administrator to make room.',
    loadAgain: 'The database cannot be reached just now. Nothing was lost. Load this page again in a moment.',
    larger: 'The request is larger than this server takes.',
    notAskedOf:
      'These cannot be asked of {where, select, stream {a stream} newest {the newest first} other {the oldest first}}: {names}.',
  },
  qda: {
    noXml:
      'The project in the file is damaged, or was cut off: {reason}. Export it again from the program that it comes from.',
    doctype:
      'The project in the file has a document type, which no program of this field writes, and which can do harm. It was not read.',
    noProject:
      'The file has no REFI-QDA project in it. A codebook alone (qdc) is imported on the page of a project’s codebook.',
  },
  sqlite: {
    damaged:
      'The database in the file is damaged, or was cut off: {reason}. Close it in the program that it comes from, and export or copy it again.',
    unknown:
      'The file is a database of SQLite, but none of a program whose projects can be imported here: Taguette, QualCoder and RQDA.',
    columns:
      'The file looks like a project of {program}, but lacks {place}. It was changed by hand, or comes from a version that is not known here. Nothing was imported.',
    severalProjects:
      'There are {count} projects in the file: {names}. Open each in Taguette, choose “Export project”, and import the files one by one.',
    severalFolders:
      'There are {count} projects in the archive: {names}. Import them one by one, each folder as a zip archive of its own.',
    noProject: 'There is no project in this file of {program}.',
    textTooLong: 'The text of “{name}” is larger than the {limit} that are taken here. Nothing was imported.',
    tooManyRows: 'The database has more than {limit} rows, which no project has. Nothing was imported.',
  },
  archive: {
    blind:
      'A blind round still hides coding from you. An archive made now would lack it, or break the round. Hand in what you have to, or open the round, and export then.',
    noZip: 'The file is damaged or was cut off, or it is no zip archive. Export the project again.',
    noManifest:
      'This is no project exported from Commonplace: the archive does not say so in manifest.json. To add a document, open a project.',
    version:
      'The archive has version {version} of the format; this server knows version {known}. Import it on a server of the version that it was made with, or bring this one up to date.',
    manifestDiffers: 'What manifest.json says is not what it must say ({place}). Export the project again.',
    unknownPart: 'The archive has a part that no archive of a project has: {part}. Nothing was imported.',
    partTwice: 'The archive has the part {part} twice. Nothing was imported.',
    partMissing: 'The part {part} is missing from the archive. Export the project again.',
    partDamaged: 'The part {part} is damaged or was cut off. Export the project again.',
    partDiffers:
      'The part {part} is not what manifest.json says: it was changed or damaged. Export the project again. Nothing was imported.',
    swollen:
      'The archive expands to more than a project of its size does. Such files are made to do harm. Nothing was imported.',
    rowsDoNotFit:
      'What stands in {part} is not what stands there in an archive of a project, or refers to something that is not in the archive. Nothing was imported.',
    faulty: 'What the archive says does not hold together: {kind}, {id}. Nothing was imported.',
    holdsTooMuch:
      'The file has more than {tags} tags, tags deeper than {levels} levels, or more than {queries} kept queries. Make it smaller where it comes from, and export it again. Nothing was imported.',
    accounts: 'Only an administrator may say that people of an archive are accounts of this server.',
    noRoom: 'The file is larger than the {limit} MB that this server takes.',
    idTaken: 'A project has this id already. Choose another, or none.',
  },
  jobs: {
    givenUp:
      'This was begun twice and came to no end either time, because the server stopped meanwhile or was too busy. Nothing of it was kept. Ask for it again.',
    fault: 'Something went wrong on our side, twice. Nothing of this was kept. The log of the server says more.',
  },
  notFound:
    'No such {what, select, tag {tag} example {example} annotation {annotation} proposal {proposal} document {document} project {project} member {member} invitation {invitation} openInvitation {open invitation} event {event} round {round} verdict {verdict} passage {passage} figure {figure} theme {theme} annotationAmongThose {annotation among those} roundToCodeAgain {round to code again} taskOfYours {task of yours} task {task} comment {comment} memo {memo} link {link} linkInBin {link in the bin} query {query} case {case} casePart {part of the case} thread {thread} token {token} account {account} resetLink {reset link} attribute {attribute} revision {revision} kindInBin {kind of thing in the bin} documentInBin {document in the bin} tagInBin {tag in the bin} themeInBin {theme in the bin} annotationInBin {annotation in the bin} memoInBin {memo in the bin} caseInBin {case in the bin} address {address} job {job} other {thing}}, or it is not yours to see.',
  staleVersion:
    'This {what, select, tag {tag} example {example} annotation {annotation} proposal {proposal} document {document} project {project} member {member} invitation {invitation} openInvitation {open invitation} event {event} round {round} verdict {verdict} passage {passage} figure {figure} theme {theme} annotationAmongThose {annotation among those} roundToCodeAgain {round to code again} taskOfYours {task of yours} task {task} comment {comment} memo {memo} link {link} linkInBin {link in the bin} query {query} case {case} casePart {part of the case} thread {thread} token {token} account {account} resetLink {reset link} attribute {attribute} revision {revision} kindInBin {kind of thing in the bin} documentInBin {document in the bin} tagInBin {tag in the bin} themeInBin {theme in the bin} annotationInBin {annotation in the bin} memoInBin {memo in the bin} caseInBin {case in the bin} address {address} job {job} other {thing}} was changed meanwhile. Nothing of yours was saved over it: look at it as it stands and decide again.',
  roleLacks:
    'Your role in this project ({role, select, lead {lead} coder {coder} reviewer {reviewer} other {reader}}) does not include this: {what}. Ask a lead of the project.',
  revert: {
    binned: '“{name}” is in the bin by now. Bring it back first.',
    changedSince: '“{name}” has been changed again since ({fields}). Revert that first.',
    nothingLeft: 'There is nothing left of this to revert.',
    tagBinnedAlready: 'The tag is in the bin already.',
    tagsBelow: 'Tags stand below “{name}” by now. Move or delete those first.',
    tagCarried: 'Passages carry “{name}” by now. Move it to the bin instead, if that is what you mean.',
    codebookFull: 'A codebook has at most {limit} tags. Merge some, or move others to the bin first.',
    notInBin: '“{name}” is not in the bin any more.',
    aboveBinned: '“{name}”, below which it stood, is in the bin. Bring that back first.',
    tooDeep: 'There it would stand deeper than the {limit} levels that a codebook has. Move the tag above it first.',
    importInUse: 'Some of what was imported is in use by now: {names}.',
    importBinned: 'Everything that was imported is in the bin already.',
    importNotInBin: 'What was imported is not in the bin any more.',
    parentBinned: 'The tag below which “{name}” stood is in the bin by now. Bring it back first.',
    parentBelow: 'The tag below which “{name}” stood now stands below it. Move that first.',
    tagNameTaken: 'Another tag is called “{name}” in that place by now. Rename it first.',
    notWhereMerged: '“{name}” is not where this merge left it.',
    intoBinned: 'The tag it was merged into is in the bin by now. Bring that back first.',
    oneOfTwoBinned: 'One of the two tags is in the bin by now. Bring it back first.',
    proposalPurged: 'The tag that it was about was purged, and the proposal with it.',
    proposalTurned:
      'The proposal was {state, select, open {opened again} accepted {accepted} declined {declined} other {withdrawn}} since.',
    passageBinnedOrPrivate: 'The passage is in the bin by now, or no longer shared.',
    tagBinned: 'The tag is in the bin by now. Bring it back first.',
    namedOtherwise: 'The passage was named otherwise for “{name}” since.',
    noneCarries: 'None of these passages carries the tag any more.',
    notMember: 'This person is not in the project any more. Revert their removal first.',
    otherRole: '{name} was given another role since. Revert that first.',
    memberAgain: 'This person is in the project again.',
    noMember: 'This person is not in the project any more.',
    invitationUsed:
      'The invitation was used or withdrawn already. Somebody who has joined can be removed under Members.',
    unknownRole: 'The record of this event does not say which role it was.',
    projectBinned: 'The project is in the bin.',
    projectChangedSince: 'The project has been changed again since ({fields}). Revert that first.',
    laterVerdict: 'A later verdict took the place of this one. Revert that one first.',
    decidedSince: 'Somebody has decided about the same passage since. Revert that verdict first.',
    hidesAgain:
      'A round that goes on hides again what this verdict speaks of, and would not hide the verdict. Close that round first.',
    themeBinned: 'The theme is in the bin already.',
    themeTagBinned: 'One of the tags it had is in the bin by now. Bring that back first.',
    narrativesTooLong:
      'With it the narratives of this project would have more than sixteen million characters together. Shorten one of them first.',
    themeNameTaken: 'Another theme is called “{name}” by now. Rename it first.',
    noStar: 'The passage has no star any more.',
    starAgain: 'The passage has a star again.',
    privatePassage: 'This concerned a passage that only its author sees, and only they can revert it.',
    roundBinned: 'The round is in the bin already.',
    roundBegun: 'Somebody has begun to code in this round. Close it, or move it to the bin, if that is what you mean.',
    roundNotInBin: 'The round is not in the bin any more.',
    onlyWriterOrLead: 'Only the person who wrote this, or a lead of the project, can revert it.',
    queryBinned: 'The query is in the bin by now.',
    queryNotInBin: 'The query is not in the bin any more.',
    queryChangedSince: 'The query has been changed again since. Revert that first.',
    filledCasesBinned: 'All cases that were filled are in the bin by now.',
    linkGone: 'The link is in the bin by now, or one of its ends is.',
    linkNotInBin: 'The link is not in the bin any more.',
    linkChangedSince: 'The link has been changed again since. Revert that first.',
    linkWordsGone: 'What the link said before is not on record any more.',
    linkMadeAnew: 'The same link has been made again since.',
    caseBinned: 'The case is in the bin by now.',
    caseNameTaken: 'Another case is called “{name}” by now. Rename it first.',
    casePartsGone: 'Nothing of what was put in is in the case any more.',
    casePartsBack: 'What was taken out is in the case again, or its document is gone.',
    memoGone: 'The memo is in the bin by now, or what it was about is.',
    memoNotInBin: 'The memo is not in the bin any more.',
    memoRewritten: 'The memo has been rewritten again since. Revert that first.',
    memoWordsGone: 'What the memo said before is not on record any more.',
    memoShownSince: 'Who is shown the memo has been changed since.',
    commentNotInBin: 'The comment is not in the bin any more.',
    onlyWriterOrLeadBack: 'Only the person who wrote this, or a lead of the project, can bring it back.',
    onlyWriter: 'Only the person who wrote this can change what it says.',
    rewrittenSince: 'The comment has been rewritten again since. Revert that first.',
    commentGone: 'The comment is not there any more.',
    threadReopened: 'The thread has been reopened since.',
    threadResolved: 'The thread has been resolved since.',
    commentBinned: 'The comment is in the bin by now, or what it was about is.',
    attributeGone: 'The attribute is not there any more.',
    caseAttributeUsed:
      '{count, plural, one {One case has} other {# cases have}} a value for “{name}” by now. Delete the attribute if that is what you mean.',
    attributeUsed:
      '{count, plural, one {A document has} other {# documents have}} a value for “{name}” by now. Delete the attribute instead, if that is what you mean.',
    attributeNamedGone: 'The attribute “{name}” is not there any more. Bring it back first.',
    describedSince: '“{name}” has been described anew since ({keys}). Revert that first.',
    filledBinned: 'The documents that were filled are in the bin by now.',
    keyTaken: 'There is an attribute with the key “{key}” by now.',
    formerTextGone: 'The text from before this correction is not there any more.',
    correctedSince: 'The text of “{name}” has been corrected again since. Revert that first.',
    documentBinned: 'The document is in the bin already.',
    passagesMarked: 'Passages are marked in “{name}” by now. Move it to the bin instead, if that is what you mean.',
    documentNotInBin: 'The document is not in the bin any more.',
  },
  irrevocable: {
    projectCreated:
      'This is where the project began. Move the project to the bin in its settings, if that is what you mean.',
    projectImported:
      'This is where the project came into this server. Move the project to the bin in its settings, if that is what you mean.',
    projectDeleted: 'A project in the bin has nobody in it who could revert anything.',
    joined: 'This person accepted an invitation. A lead can remove them under Members; what they did stays theirs.',
    proven: 'The owner of an account has shown that it is theirs; what others had on it stays ended.',
    pinned: 'These are somebody’s own keys for tags. They choose others in the tag picker.',
    invitationRevoked: 'A link that was withdrawn stays worthless. Invite the person again.',
    purged: 'What was purged is erased for good.',
    unsplit: 'The passages were sorted by hand. Split the tag again.',
    roundChanged: 'Coders may have planned their work by it. Change the round again under Rounds.',
    roundOpened: 'What colleagues have seen cannot be unseen.',
    roundClosed: 'Resume the round under Rounds.',
    roundResumed: 'Close the round under Rounds.',
    submitted: 'A lead reopens what was handed in under Rounds, which its coder is told.',
    contested: 'Join the discussion of the verdict, or give another.',
    figureFrozen: 'A frozen figure stays as it was, which is what it is for. Freeze another beside it.',
    roundReopened: 'The coder hands it in again when they are done.',
  },
} as const

export default refusals
