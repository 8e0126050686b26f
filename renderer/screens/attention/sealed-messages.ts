/** The messages about a recovery file, which holds a response that Keyhold could not use, and about a secret found in it. Pure. */
import type { SealedFinding } from '../../../shared/model/operation.ts'

export interface SealedWords {
  readonly title: string
  readonly detail: string
  /** The command of the button. `search` opens the file and tests the secret in it. */
  readonly step?: 'search' | 'save'
  readonly button?: string
}

interface Context {
  readonly name: string
  readonly provider: string
  /** Keyhold has found a complete secret in the recovery file. */
  readonly holdsSecret: boolean
}

/** `finding`: the result of the last search; `undefined` before the first. */
export function sealedWords(finding: SealedFinding | undefined, context: Context): SealedWords {
  const { name, provider, holdsSecret } = context
  switch (finding?.found) {
    case undefined:
      return holdsSecret
        ? {
            title: 'The response contains a complete secret',
            detail: `Keyhold couldn’t trust the response and keeps it in a recovery file. Test the secret at ${provider} before you save it.`,
            step: 'search',
            button: 'Test the secret',
          }
        : {
            title: 'Keyhold kept the response',
            detail: `It is in a recovery file on this disk. Keyhold can search it for the new secret of ${name}.`,
            step: 'search',
            button: 'Search the recovery file',
          }
    case 'nothing':
      return {
        title: 'No complete secret found',
        detail: 'The recovery file stays on this disk.',
      }
    case 'several':
      return {
        title: 'The recovery file holds more than one secret',
        detail: `Keyhold can’t tell which one is new, and ${provider} offers no test. The file stays on this disk.`,
      }
    case 'secret':
      return foundWords(finding, context)
  }
}

function foundWords(
  { works }: Extract<SealedFinding, { found: 'secret' }>,
  { name, provider }: Context,
): SealedWords {
  switch (works) {
    case 'yes':
      return {
        title: `${provider} accepts the secret`,
        detail: `Keyhold found it in the recovery file. Save it as the next version of ${name}.`,
        step: 'save',
        button: 'Save the secret',
      }
    case 'untested':
      return {
        title: 'A complete secret was found',
        detail: `Keyhold can’t test it: ${provider} offers no test. Save it, then try it where ${name} is used.`,
        step: 'save',
        button: 'Save the secret',
      }
    case 'no':
      return {
        title: `${provider} rejected the secret`,
        detail:
          'A new key can take a minute to work. Test it again later: the recovery file stays on this disk.',
        step: 'search',
        button: 'Test again',
      }
  }
}
