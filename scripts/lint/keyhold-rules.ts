/**
 * Keyhold's own lint rules. Each refuses the syntax that its selectors match (https://eslint.org/docs/latest/extend/selectors). `.oxlintrc.json` says
 * where each rule applies.
 */

interface Context {
  report(finding: { readonly node: unknown; readonly message: string }): void
}

function refuse(message: string, selectors: readonly string[]) {
  return {
    create: (context: Context) =>
      Object.fromEntries(
        selectors.map((selector) => [selector, (node: unknown) => context.report({ node, message })]),
      ),
  }
}

const KEY_NAMES =
  'Enter|Escape|Tab|Home|End|Delete|Backspace|Arrow(Up|Down|Left|Right)|Page(Up|Down)|ContextMenu|Shift|Control|Alt|Meta|Space'
const WORDS_MESSAGE = 'Words on screen belong in a message module (*-messages.ts).'
const WORDS_ATTRIBUTES =
  'JSXAttribute[name.name=/^(label|title|aria-label|aria-description|placeholder|help|description|words|empty|valueLabel|textValue|alt|tip|unit)$/]'
const NO_STYLE =
  ':not(JSXAttribute[name.name=/^(className|placement|style|d|transform|viewBox|aria-keyshortcuts)$/] *)'
/** What a program reads: selectors, what a text is searched for, accelerators, and errors that only a developer sees. */
const NO_PROGRAM =
  ':not(CallExpression[callee.property.name=/^(querySelector(All)?|closest|matches|includes|startsWith)$/] > Literal)' +
  ':not(MemberExpression > Literal)' +
  ":not(CallExpression[callee.name='shortcutText'] > Literal):not(NewExpression[callee.name=/Error$/] > Literal)"
const NO_VALUE = ':not(CallExpression *):not(BinaryExpression *)'
/** The log, accelerators, and text that only a program reads are no words on screen. */
const NO_LOG = ':not(CallExpression[callee.object.name="log"] > Literal)'
const NO_ACCELERATOR =
  ':not([value=/^(CommandOrControl|Alt|Shift)[+]/]):not(Property[key.name=/^(shortcuts|accelerator)$/] *)'

export default {
  meta: { name: 'keyhold' },
  rules: {
    'no-enum': refuse('Use a union of string literals.', ['TSEnumDeclaration']),
    'no-barrel': refuse('No barrels: import from the file that has it.', ['ExportAllDeclaration']),
    'no-default-export': refuse('Export by name.', ['ExportDefaultDeclaration']),
    /** Chromium's stack silently sends POST and PATCH twice on a kept-alive connection that dies (SECURITY.md). */
    'no-chromium-network': refuse("Provider calls use Node's stack: one call is one send.", [
      "MemberExpression[property.name='fetch'][object.name=/^(net|session|defaultSession)$/]",
      "MemberExpression[object.property.name='defaultSession'][property.name='fetch']",
    ]),
    /** An input method's Enter is not the form's, and a shortcut follows the physical key on a layout without Latin letters. */
    'no-raw-key': refuse('Read a key press by meantKey (renderer/parts/key-press.ts).', [
      "MemberExpression[object.name='event'][property.name='key']",
      "MemberExpression[property.name='isComposing']",
    ]),
    /** Every word on screen is in a message module, where one reader can check them all and a translation can replace them. */
    'no-page-words': refuse(WORDS_MESSAGE, [
      'JSXText[value=/[A-Za-z]{2}/]',
      `${WORDS_ATTRIBUTES} Literal[value=/[A-Za-z]{2}/]${NO_VALUE}`,
      `${WORDS_ATTRIBUTES} TemplateElement[value.raw=/[A-Za-z]{2}/]${NO_VALUE}`,
      `Literal[value=/^(?!(${KEY_NAMES})$)[A-Z][a-z]/]${NO_STYLE}${NO_PROGRAM}`,
      `TemplateElement[value.raw=/^[A-Z][a-z]|[a-z]{2} [a-z]{2}/]${NO_STYLE}`,
      `Literal[value=/^(?![.[]).*[a-z,.]{2} [A-Za-z]{2}/]${NO_STYLE}${NO_PROGRAM}`,
    ]),
    /** The same for main's windows, menus, dialogs and output. */
    'no-main-words': refuse(WORDS_MESSAGE, [
      `Literal[value=/^&?(?!(${KEY_NAMES})$)[A-Z][a-z]/]${NO_PROGRAM}${NO_LOG}${NO_ACCELERATOR}`,
      'TemplateElement[value.raw=/^[A-Z][a-z]|[a-z]{2} [a-z]{2}/]',
      `Literal[value=/^(?![.[]).*[a-z,.]{2} [A-Za-z]{2}/]${NO_PROGRAM}${NO_LOG}`,
    ]),
  },
}
