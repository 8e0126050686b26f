/** Messages for the faults of a description: beside a field of the form, or at a place of a pasted document. */
import type { DescriptionFault } from '../../../shared/model/provider-description.ts'
import type { DraftField, Problem } from './draft.ts'

const WORDS: Readonly<Record<Problem, string>> = {
  'not-json': 'This is not valid JSON.',
  newer: 'This description needs a newer version of Keyhold.',
  required: 'Fill in this field.',
  unknown: 'A description has no such member.',
  malformed: 'Check the spelling and the format.',
  'too-long': 'This is too long.',
  'not-https': 'Use an https:// URL (http:// only for localhost).',
  'names-a-secret': 'This name stands for a secret, and an ID is stored openly. Point to the key’s ID.',
  'same-as-id': 'The secret can’t be the ID too. An ID is stored openly.',
  'no-id': 'Put {id} into the path or the body.',
  'no-name': 'Put "{name}" into the body, so that Keyhold finds the new key again.',
  'unknown-placeholder': 'Keyhold fills in only {name}, {expires} and {lifetimeSeconds} here.',
  'part-of-a-text': 'A time must be the whole text: "{expires}", not "until {expires}".',
  'leaves-address': 'The path leads out of the API URL.',
  reserved: 'Keyhold sets this header itself. Choose another one.',
  'bad-query': 'Write name=value, joined by “&”, and each name once.',
}

const POINTER = 'Start with “/”, such as /id. Empty parts and “~” alone are not allowed.'

const MALFORMED: Readonly<Partial<Record<DraftField, string>>> = {
  address: 'Enter a URL without a user name, “?” or “#”, such as https://unleash.example.com/api/admin/.',
  consoleUrl: 'Enter a URL, such as https://unleash.example.com/profile.',
  header: 'Use letters, digits and hyphens, such as X-Api-Key.',
  listPath: 'Enter a path such as user/tokens, without “?” or “#”.',
  createPath: 'Enter a path such as user/tokens, without “?” or “#”.',
  deletePath: 'Enter a path such as user/tokens/{id}, without “?” or “#”.',
  parameter: 'Use letters, digits, “.”, “_”, “-” and brackets, and a name that isn’t in “Query parameters”.',
  query: 'Use letters, digits, “.”, “_”, “-” and brackets in names.',
  createBody: 'The body is a JSON object: { "name": "{name}" }.',
  deleteBody: 'The body is a JSON object: { "id": "{id}" }.',
  rows: POINTER,
  id: POINTER,
  keyName: POINTER,
  expires: POINTER,
  lastUsed: POINTER,
  created: POINTER,
  handle: POINTER,
  secret: POINTER,
  nextPointer: POINTER,
  createId: POINTER,
  createSecret: POINTER,
}

const DELETION_PLACEHOLDER = 'Keyhold fills in only {id} here.'

export function problemWords(field: DraftField | undefined, why: Problem): string {
  if (why === 'malformed' && field !== undefined) return MALFORMED[field] ?? WORDS.malformed
  if (why === 'unknown-placeholder' && (field === 'deletePath' || field === 'deleteBody'))
    return DELETION_PLACEHOLDER
  if (why === 'required' && field === 'newKeyLeavesOld') return 'Answer this question.'
  return WORDS[why]
}

/** A fault with its place: "/list/id: Fill in this field." */
export const faultLine = ({ place }: DescriptionFault, words: string): string =>
  place === '' ? words : `${place}: ${words}`
