/** The owner of a Coralogix key: a team, a user or an organisation. The owner cannot be changed later. */
import type { MessageInitShape } from '@bufbuild/protobuf'
import type { FormValues } from '../../../shared/model/model.ts'
import { invalid, textOf } from '../forms.ts'
import { isTeam } from './domains.ts'
import type { KeyInfo, OwnerSchema } from './generated/api-keys_pb.ts'

const KINDS = { team: 'Team', user: 'User', organisation: 'Organisation' } as const
type Kind = keyof typeof KINDS

export const OWNER_CHOICES = Object.entries(KINDS).map(([value, label]) => ({ value, label }))

/** The owner in a cleaned draft; a team's number may come from the account. Throws Failure `invalid`. */
export function ownerOf(
  draft: FormValues,
  settings: FormValues,
): { readonly kind: Kind; readonly id: string } {
  const kind = kindOf(draft)
  const id = textOf(draft, 'ownerId') || (kind === 'team' ? textOf(settings, 'teamId') : '')
  if (id === '') throw invalid('ownerId', 'required')
  if (kind === 'team' && !isTeam(id)) throw invalid('ownerId', 'malformed')
  return { kind, id }
}

/** The draft's owner in the form of a request. */
export function writeOwner(draft: FormValues): MessageInitShape<typeof OwnerSchema> {
  const id = textOf(draft, 'ownerId')
  switch (kindOf(draft)) {
    case 'team':
      return { owner: { case: 'teamId', value: Number(id) } }
    case 'user':
      return { owner: { case: 'userId', value: id } }
    case 'organisation':
      return { owner: { case: 'organisationId', value: id } }
  }
}

/** In words: "Team 4711"; `''` if the answer names no owner. */
export function ownerWords({ owner }: Pick<KeyInfo, 'owner'>): string {
  const reference = owner?.owner
  switch (reference?.case) {
    case 'teamId':
      return `${KINDS.team} ${reference.value}`
    case 'userId':
      return `${KINDS.user} ${reference.value}`
    case 'organisationId':
      return `${KINDS.organisation} ${reference.value}`
    case undefined:
      return ''
  }
}

/** The owner of an existing key in the form of a draft; empty if the answer names no owner. */
export function draftOwner({ owner }: Pick<KeyInfo, 'owner'>): FormValues {
  const reference = owner?.owner
  if (reference?.case === undefined) return {}
  const kinds = { teamId: 'team', userId: 'user', organisationId: 'organisation' } as const
  return { owner: kinds[reference.case], ownerId: String(reference.value) }
}

/** The owner in the words of {@link ownerWords}; empty if they name none. */
export function ownerOfWords(words: string): FormValues {
  const kind = Object.entries(KINDS).find(([, word]) => words.startsWith(`${word} `))
  return kind === undefined ? {} : { owner: kind[0], ownerId: words.slice(kind[1].length + 1) }
}

/** The words for a draft's owner. */
export const draftOwnerWords = (draft: FormValues): string =>
  `${KINDS[kindOf(draft)]} ${textOf(draft, 'ownerId')}`

function kindOf(draft: FormValues): Kind {
  const kind = textOf(draft, 'owner')
  return kind === 'user' || kind === 'organisation' ? kind : 'team'
}
