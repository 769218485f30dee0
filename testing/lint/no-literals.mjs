/** Attributes and properties of components that hold what people read or hear. */
const said =
  /^(label|title|placeholder|alt|help|description|note|lede|heading|action|consequence|aria-(label|description|placeholder|roledescription|valuetext))$/

const wordIn = /\p{L}{2}/u

/**
 * What an expression can show, as far as it stands in the file.
 * @param {any} node
 * @returns {{ node: any, text: string }[]}
 */
function shown(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [{ node, text: node.value }] : []
    case 'TemplateLiteral':
      return node.quasis.map((/** @type {any} */ part) => ({ node: part, text: part.value.raw }))
    case 'ConditionalExpression':
      return [...shown(node.consequent), ...shown(node.alternate)]
    case 'LogicalExpression':
      return node.operator === '&&' ? shown(node.right) : [...shown(node.left), ...shown(node.right)]
    case 'JSXExpressionContainer':
      return shown(node.expression)
    default:
      return []
  }
}

/** @type {import('eslint').Rule.RuleModule} */
const noLiterals = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      literal: '“{{text}}” is said in one language only. Put it into messages and ask useTranslations for it.',
    },
  },
  create(context) {
    /** @param {{ node: any, text: string }[]} texts */
    const check = (texts) => {
      for (const { node, text } of texts)
        if (wordIn.test(text)) context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } })
    }
    /** Names of keys and of the program are the same in every language. @param {any} node */
    const isName = (node) =>
      node.value.trim() === 'Commonplace' || /^(Kbd|kbd)$/.test(node.parent?.openingElement?.name?.name ?? '')
    return /** @type {any} */ ({
      JSXText: (/** @type {any} */ node) => void (isName(node) || check([{ node, text: node.value }])),
      JSXAttribute: (/** @type {any} */ node) => void (said.test(node.name.name) && check(shown(node.value))),
      'JSXElement > JSXExpressionContainer, JSXFragment > JSXExpressionContainer': (/** @type {any} */ node) =>
        check(shown(node)),
    })
  },
}

/** Components say nothing themselves: every sentence comes from messages, in the language of its reader (ADR 0115). */
export default {
  files: ['{app,components}/**/*.tsx'],
  ignores: ['**/*.test.tsx', 'app/(preview)/**'],
  plugins: { messages: { rules: { 'no-literals': noLiterals } } },
  rules: { 'messages/no-literals': 'error' },
}
