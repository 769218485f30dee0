import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import en from './en'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Every key below a tree of messages, dotted, and every area with the keys it has, as one string. */
const keysBelow = (tree: object): string[] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [key] : keysBelow(value as object).map((below) => `${key}.${below}`),
  )
const areasBelow = (tree: object, name = ''): { name: string; keys: string }[] =>
  Object.entries(tree)
    .filter(([, value]) => typeof value === 'object')
    .flatMap(([key, value]: [string, object]) => [
      { name: `${name}${key}.`, keys: keysBelow(value).sort().join() },
      ...areasBelow(value, `${name}${key}.`),
    ])
const areas = [{ name: '', keys: keysBelow(en).sort().join() }, ...areasBelow(en)]

function program(): ts.Program {
  const config = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root)
  const ours = fileNames.filter((name) => /\/(app|components|lib|server)\//.test(name.slice(root.length - 1)))
  return ts.createProgram(
    ours.filter((name) => !/\.test\.tsx?$/.test(name)),
    options,
  )
}

/** The keys that a type of an argument stands for: its strings. A type that is any string would stand for all of them. */
const stringsOf = (type: ts.Type): string[] =>
  (type.isUnion() ? type.types : [type]).flatMap((one) => (one.isStringLiteral() ? [one.value] : []))

/**
 * The keys that the program asks a translator for. The compiler knows them, also where a key is put together: a translator's parameter
 * has the keys of its area for its type, which tells the area, and the argument has those it can be.
 */
function askedFor({ checker, file }: { checker: ts.TypeChecker; file: ts.SourceFile }): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments[0]) {
      const { expression } = node
      // What the server says is the same in every area, and its keys are whole.
      if (ts.isIdentifier(expression) && expression.text === 'say')
        found.push(...stringsOf(checker.getTypeAtLocation(node.arguments[0])))
      const isPart =
        ts.isPropertyAccessExpression(expression) && ['rich', 'markup', 'has', 'raw'].includes(expression.name.text)
      const translator = checker.getTypeAtLocation(isPart ? expression.expression : expression)
      const offered = translator.getProperty('rich') && translator.getProperty('markup') && keysOf(translator)
      if (offered) {
        const [argument] = node.arguments
        const start = castAfter(argument)
        const said =
          start === undefined
            ? stringsOf(checker.getTypeAtLocation(argument))
            : offered.split(',').filter((key) => key.startsWith(start))
        for (const { name, keys } of areas) if (keys === offered) found.push(...said.map((key) => name + key))
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** What a key begins with whose rest the compiler was told and does not know (`as`); undefined where it knows the key. */
function castAfter(argument: ts.Expression): string | undefined {
  const hasCast = (node: ts.Node): boolean => ts.isAsExpression(node) || ts.forEachChild(node, hasCast) === true
  if (!hasCast(argument)) return undefined
  const said = ts.isAsExpression(argument) ? argument.expression : argument
  return ts.isTemplateExpression(said) ? said.head.text : ''
}

/** The keys that a translator takes, sorted, as one string. */
function keysOf(translator: ts.Type): string | undefined {
  const taken = translator.getCallSignatures()[0]?.typeParameters?.[0]?.getConstraint()
  return taken && stringsOf(taken).sort().join()
}

test('every message is said somewhere', () => {
  const whole = program()
  const checker = whole.getTypeChecker()
  const used = new Set(
    whole
      .getSourceFiles()
      .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && !fileName.includes('/node_modules/'))
      .flatMap((file) => askedFor({ checker, file })),
  )
  expect(used.size).toBeGreaterThan(1000)
  expect(keysBelow(en).filter((key) => !used.has(key))).toEqual([])
})
