/** Coralogix keys as its answers describe them. A read must not contain a value, so a value in a read is ignored. */
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

/** A key without its secret. The API has no dates. Throws Failure `provider` `not-understood` without an id. */
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
 * Reads the secret from a create answer. The answer contains only id, name and value, so all other fields come from the request; reads may not return
 * the key for a minute. Throws Failure `provider` `not-understood` or `masked-secret`.
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

/**
 * Keyhold's metadata of a key in the form of a draft: owner, and how the value is stored at Coralogix. The text of an access policy is not part of
 * it.
 */
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

/** The same facts, with the current fact about the access policy. */
export function withPolicyFact(facts: RemoteKey['facts'], hasPolicy: boolean): RemoteKey['facts'] {
  const others = facts.filter(({ label }) => label !== POLICY_FACT)
  return hasPolicy ? [...others, { label: POLICY_FACT, value: 'One of its own' }] : others
}

const POLICY_FACT = 'Access policy'

/** The tag of `value` in a create answer: field 3 with the wire type for strings; its length follows. */
const VALUE_TAG = '\u001a'
const SHORTEST_VALUE = 8

/**
 * Every whole value in the text of a create answer. The length before a value excludes parts of a value. Lengths up to 127 bytes, because a longer
 * length is not readable as text. Source: the encoding of protocol buffers; keys have some thirty characters.
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
