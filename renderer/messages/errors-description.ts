/** Messages for failures about a provider that the user has described. */
import type { AppError } from '../../shared/contract/errors.ts'
import type { Sentence } from './sentence.ts'

export function descriptionSentence(error: Extract<AppError, { kind: 'description' }>): Sentence {
  if (error.why === 'in-use')
    return {
      title: 'Accounts still use this description',
      detail: `${error.accounts.join(', ')}. Nothing was removed.`,
      action: 'Remove these accounts first.',
    }
  if (error.why === 'empty-list')
    return {
      title: 'The list is empty',
      detail: 'It shows no ID to compare, so deleting stays locked.',
      action: 'Say that this service has no keys yet, or create a key in the provider’s console.',
    }
  return error.why === 'unreadable'
    ? {
        title: 'Keyhold can’t read the description of this provider',
        detail: 'Keyhold keeps it unchanged, and sent nothing.',
        action: 'Update Keyhold, or save the description again.',
      }
    : {
        title: 'The list has not been reviewed yet',
        detail: 'Creating and deleting stay locked.',
        action: 'Review the list of an account, then confirm it.',
      }
}
