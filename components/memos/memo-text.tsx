import { Fragment, type ReactNode } from 'react'

interface Node {
  type?: string
  text?: string
  marks?: { type?: string }[]
  content?: Node[]
  attrs?: { start?: number }
}

/** What a memo says, with its headings, quotations, lists, bold and italic. A node of a kind that is not known here gives what is in it, so that no word is lost. */
export function MemoText({ body }: { body: unknown }) {
  return <div className="narrative prose-page text-base!">{shown(asNode(body), 0)}</div>
}

const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? value : {})

function shown(node: Node, key: number): ReactNode {
  const inside = Array.isArray(node.content) ? node.content.map((child, i) => shown(asNode(child), i)) : null
  switch (node.type ?? '') {
    case 'text':
      return <Fragment key={key}>{marked(node)}</Fragment>
    case 'hardBreak':
      return <br key={key} />
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {inside}
        </p>
      )
    // Below the heading of the memo itself, whatever its level is called.
    case 'heading':
      return (
        <h3 key={key} dir="auto">
          {inside}
        </h3>
      )
    case 'blockquote':
      return <blockquote key={key}>{inside}</blockquote>
    case 'bulletList':
      return <ul key={key}>{inside}</ul>
    case 'orderedList':
      return (
        <ol key={key} start={node.attrs?.start}>
          {inside}
        </ol>
      )
    case 'listItem':
      return <li key={key}>{inside}</li>
    default:
      return <Fragment key={key}>{inside}</Fragment>
  }
}

function marked({ text = '', marks }: Node): ReactNode {
  const is = (type: string) => Array.isArray(marks) && marks.some((mark) => mark.type === type)
  const slanted = is('italic') ? <em>{text}</em> : text
  return is('bold') ? <strong>{slanted}</strong> : slanted
}
