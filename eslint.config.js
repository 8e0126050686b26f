import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import reactHooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

const SYNTAX = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
]
const NO_DEFAULT = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }
// Chromium's stack silently sends POST and PATCH twice on a kept-alive connection that dies (SECURITY.md).
const NO_CHROMIUM_NETWORK = [
  {
    selector: "MemberExpression[property.name='fetch'][object.name=/^(net|session|defaultSession)$/]",
    message: "Provider calls use Node's stack: one call is one send.",
  },
  {
    selector: "MemberExpression[object.property.name='defaultSession'][property.name='fetch']",
    message: "Provider calls use Node's stack: one call is one send.",
  },
]

// An input method's Enter is not the form's, and a shortcut follows the physical key on a layout without Latin letters.
const PRESSES = [
  {
    selector:
      "MemberExpression[object.name='event'][property.name='key'], MemberExpression[property.name='isComposing']",
    message: 'Read a key press by meantKey (renderer/parts/key-press.ts).',
  },
]

// Every word on screen is in a message module (`*-messages.ts`), where one reader can check them all and a translation can replace them.
const WORDS_MESSAGE = 'Words on screen belong in a message module (*-messages.ts).'
const KEY_NAMES =
  'Enter|Escape|Tab|Home|End|Delete|Backspace|Arrow(Up|Down|Left|Right)|Page(Up|Down)|ContextMenu|Shift|Control|Alt|Meta|Space'
const WORDS_ATTRIBUTES =
  'JSXAttribute[name.name=/^(label|title|aria-label|aria-description|placeholder|help|description|words|empty|valueLabel|textValue|alt|tip|unit)$/]'
const NO_STYLE =
  ':not(JSXAttribute[name.name=/^(className|placement|style|d|transform|viewBox|aria-keyshortcuts)$/] *)'
// What a program reads: selectors, what a text is searched for, accelerators, and errors that only a developer sees.
const NO_PROGRAM =
  ':not(CallExpression[callee.property.name=/^(querySelector(All)?|closest|matches|includes|startsWith)$/] > Literal)' +
  ':not(MemberExpression > Literal)' +
  ":not(CallExpression[callee.name='shortcutText'] > Literal):not(NewExpression[callee.name=/Error$/] > Literal)"
const NO_VALUE = ':not(CallExpression *):not(BinaryExpression *)'
const WORDS = [
  'JSXText[value=/[A-Za-z]{2}/]',
  `${WORDS_ATTRIBUTES} Literal[value=/[A-Za-z]{2}/]${NO_VALUE}`,
  `${WORDS_ATTRIBUTES} TemplateElement[value.raw=/[A-Za-z]{2}/]${NO_VALUE}`,
  `Literal[value=/^(?!(${KEY_NAMES})$)[A-Z][a-z]/]${NO_STYLE}${NO_PROGRAM}`,
  `TemplateElement[value.raw=/^[A-Z][a-z]|[a-z]{2} [a-z]{2}/]${NO_STYLE}`,
  `Literal[value=/^(?![.[]).*[a-z,.]{2} [A-Za-z]{2}/]${NO_STYLE}${NO_PROGRAM}`,
].map((selector) => ({ selector, message: WORDS_MESSAGE }))

// Main's windows, menus, dialogs and output. The log, accelerators, and text that only a program reads are no words on screen.
const NO_LOG = ':not(CallExpression[callee.object.name="log"] > Literal)'
const NO_ACCELERATOR =
  ':not([value=/^(CommandOrControl|Alt|Shift)[+]/]):not(Property[key.name=/^(shortcuts|accelerator)$/] *)'
const DESKTOP_WORDS = [
  `Literal[value=/^&?(?!(${KEY_NAMES})$)[A-Z][a-z]/]${NO_PROGRAM}${NO_LOG}${NO_ACCELERATOR}`,
  'TemplateElement[value.raw=/^[A-Z][a-z]|[a-z]{2} [a-z]{2}/]',
  `Literal[value=/^(?![.[]).*[a-z,.]{2} [A-Za-z]{2}/]${NO_PROGRAM}${NO_LOG}`,
].map((selector) => ({ selector, message: WORDS_MESSAGE }))

export default defineConfig(
  { ignores: ['out', 'dist', 'node_modules', '.bootstrap', 'electron/providers/*/generated'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...SYNTAX, ...NO_CHROMIUM_NETWORK, NO_DEFAULT],
    },
  },
  {
    files: ['electron/providers/catalog/*.ts', '*.config.{js,ts}'],
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX, ...NO_CHROMIUM_NETWORK] },
  },
  { files: ['renderer/**'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: ['renderer/**'],
    ignores: ['renderer/parts/key-press.ts'],
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX, ...NO_CHROMIUM_NETWORK, NO_DEFAULT, ...PRESSES] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/**/*-messages.ts', 'renderer/messages/**', 'renderer/parts/key-press.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX, ...NO_CHROMIUM_NETWORK, NO_DEFAULT, ...PRESSES, ...WORDS],
    },
  },
  {
    files: ['electron/{main,desktop}/**/*.ts', 'shared/desktop/**/*.ts'],
    ignores: [
      '**/*-messages.ts',
      'electron/desktop/{start-marks,tray-icon}.ts',
      'electron/main/{error-facts,page-files}.ts',
      'shared/desktop/accelerator.ts',
    ],
    rules: {
      'no-restricted-syntax': ['error', ...SYNTAX, ...NO_CHROMIUM_NETWORK, NO_DEFAULT, ...DESKTOP_WORDS],
    },
  },
  { files: ['scripts/**', 'test/bench/**', 'test/emulators/run.ts'], rules: { 'no-console': 'off' } },
  // Plain JavaScript: the compiler checks it (checkJs) and reads its JSDoc casts, which lint does not.
  {
    files: ['scripts/**/*.mjs', 'test/**/*.mjs', '*.config.js'],
    ...ts.configs.disableTypeChecked,
    rules: { ...ts.configs.disableTypeChecked.rules, 'no-undef': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
)
