/** Checks the punctuation of helper texts by the rule in CONTRIBUTING.md. Reads the sources of the page's messages and of the providers' forms. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { ROOT } from '../../../scripts/bootstrap/place.mjs'

const FILES = ['renderer/**/*-messages.ts', 'electron/providers/**/*.ts']
const IS_HELP = /(help|hint)$/i
/** Built from another helper text; `numberMessages` adds its full stop. */
const BUILT = 'boundsAndHelp'

interface HelpText {
  readonly where: string
  /** `x` replaces each inserted value. */
  readonly text: string
}

/** The texts of every property and constant whose name ends in "help" or "hint". */
function helpTexts(file: string): readonly HelpText[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const found: HelpText[] = []
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) note(node, node.text)
    else if (ts.isTemplateExpression(node))
      note(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('x'))
    else ts.forEachChild(node, collect)
  }
  const note = (node: ts.Node, text: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    found.push({ where: `${file}:${String(line + 1)}`, text })
  }
  const visit = (node: ts.Node): void => {
    const isNamed = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)
    const name = isNamed && ts.isIdentifier(node.name) ? node.name.text : ''
    if (isNamed && node.initializer !== undefined && IS_HELP.test(name) && name !== BUILT)
      collect(node.initializer)
    else ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Whether the text follows the rule: it ends with a full stop if and only if it has several sentences. */
const isPunctuated = ({ text }: HelpText): boolean => /[.!?] \S/.test(text) === /[.!?]$/.test(text)

it('a helper text ends with a full stop only if it has several sentences', () => {
  const texts = FILES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).flatMap(helpTexts)
  expect(texts.length).toBeGreaterThan(50)
  expect(texts.filter((text) => !isPunctuated(text))).toEqual([])
})

it.each([
  ['One sentence', true],
  ['One sentence.', false],
  ['Two sentences. Both end.', true],
  ['Two sentences. One ends', false],
])('%j follows the rule: %s', (text, isRight) => {
  expect(isPunctuated({ where: '', text })).toBe(isRight)
})
