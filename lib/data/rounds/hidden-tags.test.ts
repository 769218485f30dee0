import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/**
 * What reads tags, or what is tagged, without asking which tags exist for the member, and why it may. The name is that of the declaration at the top of its
 * file. Whoever adds a statement adds `visibleTag`, or a line here.
 */
const exempt: Record<string, string> = {
  'lib/data/annotations/counted-sets.ts wantedSets': 'decides of which sets counts are kept, and shows none',
  'lib/data/annotations/counted-sets.ts wholeTree': 'decides of which sets counts are kept, and shows none',
  'lib/data/annotations/count-anew.ts taggedWith': 'counts for everybody, and shows nothing',
  'lib/data/annotations/kept-counts.ts keptCounts':
    'is given sets of tags that the member sees, and refuses where a round is blind',
  'lib/data/annotations/passage-conditions.ts carries': 'is given tags of the tree that the member sees',
  'lib/data/annotations/conditions.ts themeTagIds': 'what it finds is looked for in the tree that the member sees',
  'lib/data/annotations/excerpts.ts keysByDocument': 'is given tags of the tree that the member sees',
  'lib/data/annotations/excerpts.ts where': 'is given tags of the tree that the member sees',
  'lib/data/annotations/export-rows.ts exportRows': 'is given tags of the tree that the member sees',
  'lib/data/annotations/groups.ts byTag': 'is given tags of the tree that the member sees',
  'lib/data/analysis/marked.ts markedPassages': 'is given tags of the tree that the member sees',
  'lib/data/annotations/overlays.ts taggedAnnotations': 'whoever names it says of which tags',
  'lib/data/annotations/revert.ts lockPassages': 'is about the tags of one’s own passages, and shows none',
  'lib/data/annotations/revert.ts tagFates': 'is about the tags of one’s own passages, and shows none',
  'lib/data/annotations/revert.ts exchangePostings': 'writes',
  'lib/data/projects/demo-project.ts dateProject': 'writes, for the demonstration project',
  'lib/data/database/instance.ts misplacedRows': 'checks the whole instance and shows a number to whoever runs it',
  'lib/data/projects/archive/archive-tables.ts archiveTables':
    'there is no archive while a round hides anything from whoever exports',
  'lib/data/projects/archive/read-whole-later.ts readWholeLater':
    'holds a project that is being imported, and that nobody sees yet, to its bounds',
  'lib/data/projects/archive/write-archive-rows.ts removalSteps': 'writes, of a project that nobody sees',
  'lib/data/projects/purge.ts eraseTag': 'writes, of a tag that was found in the bin',
  'lib/data/review/consensus.ts settleConsensus': 'writes',
  'lib/data/review/consensus.ts passagesAtPlacesOf':
    'is about what verdicts wrote, whoever knows of its tags, and shows none',
  'lib/data/codebook/split-postings.ts visiblyTagged': 'is given a tag that the member sees',
  'lib/data/codebook/split-postings.ts movePostings': 'writes',
  'lib/data/codebook/split-postings.ts movePostingsBack': 'writes',
  'lib/data/codebook/hold-codebook.ts holdTags': 'shows nothing',
  'lib/data/codebook/tag-writes.ts lockTags': 'shows nothing',
  'lib/data/codebook/tag-writes.ts insertTags': 'writes',
  'lib/data/codebook/tag-writes.ts updateTag': 'writes, of a tag that the member sees',
  'lib/data/codebook/tag-writes.ts binTags': 'writes, and what goes along unseen is shown to nobody',
  'lib/data/codebook/tag-writes.ts hangHidden': 'writes',
  'lib/data/codebook/tag-writes.ts stillBelow': 'is moved along, and shown to nobody',
  'lib/data/codebook/tag-writes.ts writeGuidance': 'writes, of tags that the member sees',
  'lib/data/codebook/tag-writes.ts unbinTags': 'writes, of tags that were found in the bin',
  'lib/data/codebook/tag-writes.ts takenName': 'names a tag that was found in the bin',
  'lib/data/codebook/tag-writes.ts hangTags': 'writes',
  'lib/data/codebook/tag-writes.ts reorderFamilies': 'writes',
  'lib/data/codebook/tag-writes.ts retag': 'writes, of a tag that the member sees',
  'lib/data/codebook/tag-writes.ts untag': 'writes, of a tag that the member sees',
  'lib/data/codebook/tag-writes.ts copyThemePlaces': 'writes, of a tag that the member sees',
  'lib/data/codebook/tag-writes.ts dropThemePlaces': 'writes, of a tag that the member sees',
  'lib/data/codebook/rechecks.ts from': 'stands before changedTags, which asks',
  'lib/data/codebook/rechecks.ts setLookedAt': 'writes, of postings that the member sees',
  'lib/data/codebook/tag-writes.ts setMeaningChanged': 'writes, of a tag that the member sees',
  'lib/data/codebook/tags.ts countTagsAnew': 'is given tags of the tree that the member sees',
  'lib/data/codebook/tags.ts countMerge': 'is given tags that the member sees',
  'lib/data/themes/themes.ts partsAnew': 'is given tags of the tree that the member sees',
  'lib/data/themes/themes.ts fields': 'what it reads goes through withVisibleTags',
  'lib/data/threads/notifications.ts notificationRows': 'of comments that exist for the reader, visibleComment',
  'lib/data/projects/bin.ts endName': 'an end of a link whose ends exist for the reader, visibleEnds',
  'lib/data/links/links.ts end': 'of links that exist for the reader, visibleLink',
  'lib/data/memos/memos.ts joins': 'of memos that exist for the reader, visibleMemo',
  'lib/data/threads/comments.ts joins': 'of comments that exist for the reader, visibleComment',
  'lib/data/rounds/hidden-tags.ts hiddenAmong': 'says which of those that are named do not exist',
  'lib/data/history/makings.ts makingsNamed': 'says of whom those are that are named, for shownEvent',
}

const reads =
  /taggedAnnotations\(|"Tag" |"Tag"$|"AnnotationTag"|"ThemeTag"|\b(tx|db)\.(tag|annotationTag|themeTag)\.|\btag: \{ deletedAt|tags: \{ select/
const asks = /visibleTag|livePostings|tagIdsOf/

test('every statement that reads tags asks which of them exist for the member, or is here with the reason why it need not', () => {
  const missing: string[] = []
  const used = new Set<string>()
  for (const file of sources()) {
    for (const [name, text] of declarations(file)) {
      if (!reads.test(text)) continue
      const key = `${file} ${name}`
      if (asks.test(text)) continue
      if (exempt[key]) used.add(key)
      else missing.push(key)
    }
  }
  expect(missing).toEqual([])
  expect(Object.keys(exempt).filter((key) => !used.has(key))).toEqual([])
})

const sources = () =>
  ['lib/data', 'lib/services', 'lib/events', 'lib/workers'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  )

/** The declarations at the top of a file, each with its name and text, comments left out. */
function declarations(file: string): [string, string][] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  return source.statements.flatMap((statement): [string, string][] => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map((one) => [one.name.getText(source), one.getText(source)])
    return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
      ? [[statement.name?.getText(source) ?? '', statement.getText(source)]]
      : []
  })
}
