/** Coralogix keys as its answers tell of them. A value in a read is a secret where none belongs: it is not looked at. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { grantsOf as grantsIn, textOf } from '../forms.ts'
import { readMessage } from '../grpc-message.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { plain } from '../scrub.ts'
import { CreateApiKeyResponseSchema, type KeyInfo } from './generated/api-keys_pb.ts'
import { grantsOf, rightsIn } from './grants.ts'
import { draftOwnerWords, ownerOfWords, ownerWords } from './owner.ts'
import { POLICY_FIELD } from './policy.ts'

/** A key without its secret. It has no dates: the API keeps none. Throws Failure `provider` `not-understood` without an id. */
export function readKey(info: KeyInfo, status?: number): RemoteKey {
  const { id, name, active, hashed, accessPolicy } = info
  if (id === '') throw notUnderstood(status)
  return {
    remoteId: id,
    scope: '',
    label: name,
    switch: active ? 'enabled' : 'disabled',
    grants: grantsOf(rightsIn(info)),
    facts: factsOf(id, ownerWords(info), hashed, accessPolicy !== undefined && accessPolicy !== ''),
  }
}

/**
 * What a create answer handed out. It says no more than id, name and value, so the rest is what was asked for; reads may
 * not know the key for a minute. Throws Failure `provider` `not-understood` or `masked-secret`.
 */
export function readIssued(answer: Answer, draft: FormValues): Issued {
  const { keyId, name, value } = readMessage(CreateApiKeyResponseSchema, answer)
  if (keyId === '') throw notUnderstood(answer.status)
  return {
    secret: readIssuedSecret(value, answer.status),
    remote: {
      remoteId: keyId,
      scope: '',
      label: name === '' ? textOf(draft, 'label') : name,
      switch: 'enabled',
      grants: grantsIn(draft, 'grants'),
      facts: factsOf(
        keyId,
        draftOwnerWords(draft),
        draft.hashed !== false,
        textOf(draft, POLICY_FIELD) !== '',
      ),
    },
  }
}

function factsOf(id: string, owner: string, isHashed: boolean, hasPolicy: boolean): RemoteKey['facts'] {
  const facts = [
    { label: 'Key ID', value: plain(id) },
    { label: 'Owner', value: plain(owner) },
    { label: 'Kept there', value: isHashed ? 'As a hash' : 'Readable' },
  ]
  return withPolicyFact(
    facts.filter(({ value }) => value !== ''),
    hasPolicy,
  )
}

/** What is known of a key here, as a draft names it: owner, how it is kept there. The text of an access policy is not. */
export function draftOfFacts(facts: RemoteKey['facts']): {
  readonly draft: FormValues
  readonly hasPolicy: boolean
} {
  const metadataOf = (name: string) => facts.find(({ label }) => label === name)?.value ?? ''
  return {
    draft: { ...ownerOfWords(metadataOf('Owner')), hashed: metadataOf('Kept there') !== 'Readable' },
    hasPolicy: metadataOf(POLICY_FACT) !== '',
  }
}

/** The same facts, with what is so about the access policy. */
export function withPolicyFact(facts: RemoteKey['facts'], hasPolicy: boolean): RemoteKey['facts'] {
  const others = facts.filter(({ label }) => label !== POLICY_FACT)
  return hasPolicy ? [...others, { label: POLICY_FACT, value: 'One of its own' }] : others
}

const POLICY_FACT = 'Access policy'

/** The tag of `value` in the answer to a create, field 3 of the wire type for strings; its length follows. */
const VALUE_TAG = '\u001a'
const SHORTEST_VALUE = 8

/**
 * Every whole value in the text of a create's answer. Its length stands before it, so that a part is not taken for it; up to 127 bytes,
 * since a longer length is no text. Source: the encoding of protocol buffers; keys have some thirty characters.
 */
export function secretsIn(text: string): readonly string[] {
  const found = new Set<string>()
  for (let at = text.indexOf(VALUE_TAG); at >= 0; at = text.indexOf(VALUE_TAG, at + 1)) {
    const length = text.charCodeAt(at + 1) // NaN at the end of the text
    const value = text.slice(at + 2, at + 2 + length)
    const isWhole = value.length === length && length >= SHORTEST_VALUE
    if (isWhole && /^[\x21-\x7e]+$/.test(value) && !isMask(value)) found.add(value)
  }
  return [...found]
}
