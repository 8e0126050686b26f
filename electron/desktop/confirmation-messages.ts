/** The messages of the confirmations that are shown outside the page. Pure. */
import { cut } from '../../shared/model/characters.ts'
import { shownText } from '../core/approvals/untrusted-text.ts'
import type { Question, UserAction } from '../core/ports/confirmations.ts'

export interface Words {
  readonly message: string
  readonly detail: string
  readonly yes: string
  readonly no: string
}

const ACTIONS: Readonly<Record<UserAction, Pick<Words, 'message' | 'yes'>>> = {
  reveal: { message: 'Show a secret in the window?', yes: 'Show it' },
  open: { message: 'Open a page in your browser?', yes: 'Open it' },
  demo: { message: 'Open the demo vault in a second window?', yes: 'Open it' },
  approve: { message: 'Allow what the card asks for?', yes: 'Allow' },
  describe: { message: 'Change how Keyhold calls a provider that you describe?', yes: 'Change it' },
  files: { message: 'Change or remove files that you have imported?', yes: 'Change them' },
  dialog: { message: 'Continue with what you started in Keyhold?', yes: 'Continue' },
}

const whose = (provider: string, isDescribed: true | undefined): string =>
  isDescribed
    ? `You described “${provider}” yourself, so Keyhold doesn’t know who answers here.`
    : `This is not ${provider}’s own address.`

export function wordsOf(question: Question): Words {
  switch (question.about) {
    case 'send': {
      const { hosts, provider, isDescribed } = question
      return {
        message: hosts.length === 1 ? `Connect to ${String(hosts[0])}?` : 'Connect to these addresses?',
        detail: [
          ...(hosts.length === 1 ? [] : [hosts.join('\n'), '']),
          `${whose(provider, isDescribed)} Keyhold will send the account’s credential there, with every request for this account.`,
          '',
          'Only continue if you typed this address and you trust it. Keyhold asks once for each address.',
        ].join('\n'),
        yes: 'Connect',
        no: 'Don’t connect',
      }
    }
    case 'open':
      return {
        message: `Open ${question.host} in your browser?`,
        detail: `${shortened(question.address)}\n\nThis address was typed in. Keyhold asks once for each host.`,
        yes: 'Open',
        no: 'Don’t open',
      }
    case 'backups':
      return {
        message: 'Back up all secrets into this folder?',
        detail: [
          shortened(question.folder),
          '',
          'Whoever holds the identity of one of these recipients can open the backups:',
          ...question.recipients.map(shortened),
        ].join('\n'),
        yes: 'Back up',
        no: 'Cancel',
      }
    case 'backup':
      return backupWords(question)
    case 'export':
      return exportWords(question)
    case 'restore':
      return restoreWords(question)
    case 'action':
      return {
        ...ACTIONS[question.action],
        detail:
          'Assistive technology is on, so Keyhold can’t see whether you pressed the button. Continue only if you did.',
        no: 'Cancel',
      }
  }
}

type About<A extends Question['about']> = Extract<Question, { about: A }>

const backupWords = ({ path, recipients, program }: About<'backup'>): Words => ({
  message: 'Back up all secrets into this file?',
  detail: [
    shownText(path, LONGEST_ADDRESS),
    '',
    ...(recipients.length === 0
      ? ['Whoever knows the passphrase that the program gave can open it.']
      : ['Whoever holds the identity of one of these recipients can open it:', ...recipients.map(shortened)]),
    '',
    ...asker(program),
  ].join('\n'),
  yes: 'Back up',
  no: 'Cancel',
})

const exportWords = ({ secrets, isEncrypted, path, program }: About<'export'>): Words => {
  const what = secrets === 1 ? 'a secret' : `${secrets.toLocaleString('en')} secrets`
  return {
    message: isEncrypted
      ? `Export ${what} into this file?`
      : `Export ${what} into a file that is not encrypted?`,
    detail: [
      ...(path === undefined ? [] : [shownText(path, LONGEST_ADDRESS), '']),
      isEncrypted
        ? 'Whoever knows the passphrase that the program gave can open it.'
        : 'Everyone and every program that can read the file can read the secrets. Delete it as soon as you have used it.',
      ...(path === undefined ? [] : ['', ...asker(program)]),
    ].join('\n'),
    yes: 'Export',
    no: 'Cancel',
  }
}

const restoreWords = ({ keys, program }: About<'restore'>): Words => ({
  message: `Replace the current secret of ${keys === 1 ? 'a key' : `${keys.toLocaleString('en')} keys`}?`,
  detail: [
    'The secrets of a backup become the current ones. Those that are current now stay as earlier versions.',
    '',
    ...asker(program),
  ].join('\n'),
  yes: 'Replace',
  no: 'Cancel',
})

const asker = (program: string | undefined): readonly string[] => [
  program === undefined
    ? 'A program asks for this on the command line. Continue only if you started it.'
    : `This program asks for it on the command line. Continue only if you started it: ${program}`,
]

/** A dialog that is higher than the screen hides its own buttons. The host stands above it in full. */
const LONGEST_ADDRESS = 2_000
const shortened = (address: string): string =>
  address.length <= LONGEST_ADDRESS
    ? address
    : `${cut(address, LONGEST_ADDRESS)}… (${String(address.length)} characters)`
