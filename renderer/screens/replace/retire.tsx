/** Retires the old key of an overlap. Checks first whether it is still used, says what stops working, and offers disabling before deletion. */
import { useEffect, useState } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { OperationId } from '../../../shared/model/model.ts'
import type { OverlapCheck } from '../../../shared/model/operation.ts'
import { isOverlap, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { call } from '../../vault/bridge.ts'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Spinner } from '../../parts/progress.tsx'
import { Segments } from '../../parts/segments.tsx'
import { useAccount, useKey, useOperation, useProviderOf, useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { ConfirmDialog } from '../confirm/confirm-dialog.tsx'
import { MissingDialog } from '../confirm/missing-dialog.tsx'
import { OwnCredentialDialog } from '../confirm/own-credential-dialog.tsx'
import { canTakeOver, transferMessage } from './transfer-messages.ts'
import { checkMessage } from './check-messages.ts'
import { placesLeft } from './places.ts'
import { retiredWords, retireMessages, retireWords, retireEffect } from './retire-messages.ts'
import { retireWays, type RetireWay } from './retire-ways.ts'
import { PlaceWords } from './switch-over.tsx'
import { useOverlapping } from './use-replacement.ts'

export function RetireDialog({ id }: { readonly id: OperationId }) {
  const operation = useOperation(id)
  return operation !== undefined && isOverlap(operation) ? (
    <OldKey operation={operation} />
  ) : (
    <MissingDialog what="operation" />
  )
}

/** A key that an account signs in with is retired only if the account can switch to the new key. */
function OldKey({ operation }: { readonly operation: OverlapOperation }) {
  const { old: id, oldName, oldVersion } = operation.overlap
  const old = useKey(id)
  const newer = useKey(operation.key)
  const metadata = useProviderOf(old)
  const owner = useAccount(oldVersion === undefined ? old?.credentialOf : undefined)
  if (owner !== undefined && old !== undefined && !canTakeOver(newer, owner))
    return <OwnCredentialDialog title={retireMessages.title(oldName)} row={old} account={owner} />
  const isThere = old?.account !== undefined && old.goneSince === undefined
  return <Retire operation={operation} metadata={isThere ? metadata : undefined} owner={owner?.name} />
}

interface Props {
  readonly operation: OverlapOperation
  /** Missing if no provider is involved: the user pasted the new value, or the provider no longer has the key. */
  readonly metadata: ProviderMetadata | undefined
  /** The name of the account that signs in with the old key. */
  readonly owner: string | undefined
}

function Retire({ operation, metadata, owner }: Props) {
  const ways = retireWays(operation, metadata)
  const [by, setBy] = useState<RetireWay>(ways[0] ?? 'delete')
  const { id } = operation
  const { oldName } = operation.overlap
  const said = wordsOf(by, operation, metadata)
  const isEnd = by === 'delete'
  return (
    <ConfirmDialog
      title={retireMessages.title(oldName)}
      words={said.confirm}
      icon={isEnd ? 'trash' : 'disabled'}
      provider={metadata?.name}
      {...(isEnd && { nameToType: oldName })}
      run={() => call('overlap:retire', { operation: id, by, name: oldName })}
      then={() => toast({ tone: 'good', text: said.done, about: oldName })}
    >
      {said.asked !== undefined && <OldKeyCheck id={id} provider={said.asked} />}
      {canStillBeUsed(operation, metadata) && <PlacesLeft operation={operation} />}
      {ways.length > 1 && (
        <Segments
          label={retireMessages.wayLabel}
          choices={ways.map((way) => [way, retireMessages.ways[way]] as const)}
          value={by}
          onChange={setBy}
        />
      )}
      <p>{said.effect}</p>
      {metadata !== undefined && owner !== undefined && (
        <p className="wrap">
          <strong>{owner}</strong> {transferMessage(metadata.name)}
        </p>
      )}
    </ConfirmDialog>
  )
}

/**
 * The dialog's messages. `asked`: the provider that is asked whether the old key is still used; missing for an old secret, about which no provider
 * can say that.
 */
function wordsOf(by: RetireWay, { overlap }: OverlapOperation, metadata: Props['metadata']) {
  const { oldName, oldVersion, endsAtProvider } = overlap
  if (metadata !== undefined && endsAtProvider === true)
    return {
      asked: undefined,
      confirm: retireMessages.endSecret(oldName, metadata.name),
      done: retireMessages.secretEnded,
      effect: retireMessages.endsNow(metadata.name),
    }
  return {
    asked: metadata?.name,
    confirm: retireWords(by, oldName, metadata, oldVersion),
    done: retiredWords(by, metadata, oldVersion),
    effect: retireEffect(by, metadata, oldVersion),
  }
}

/** False once the old key is disabled or deleted at its provider, because everything that used it has already stopped working. */
const canStillBeUsed = (
  { state, overlap }: OverlapOperation,
  metadata: ProviderMetadata | undefined,
): boolean => state !== 'retired' && (metadata !== undefined || overlap.oldVersion !== undefined)

/** The places of the checklist that are not ticked. */
function PlacesLeft({ operation }: { readonly operation: OverlapOperation }) {
  const places = useOverlapping(operation)?.places ?? []
  const left = placesLeft(places, operation.overlap)
  if (left.length === 0) return null
  if (left[0]?.kind === 'everywhere')
    return (
      <Notice tone="warn" title={retireMessages.unconfirmed}>
        {retireMessages.unconfirmedDetail}
      </Notice>
    )
  return (
    <Notice tone="warn" title={retireMessages.left(left.length)}>
      {retireMessages.leftDetail}
      <ul className="places-left">
        {left.map((place) => (
          <li key={place.id} className="wrap">
            <PlaceWords place={place} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Checks when the dialog opens, since a warning after the click would be too late. */
function useCheck(operation: OperationId) {
  const [check, setCheck] = useState<OverlapCheck>()
  const [error, setError] = useState<AppError>()
  useEffect(() => {
    let isWanted = true
    void call('overlap:check', { operation }).then((result) => {
      if (!isWanted) return
      if (result.ok) setCheck(result.value)
      else setError(result.error)
    })
    return () => {
      isWanted = false
    }
  }, [operation])
  return { check, error }
}

function OldKeyCheck({ id, provider }: { readonly id: OperationId; readonly provider: string }) {
  const { check, error } = useCheck(id)
  const now = useVault((state) => state.now)
  if (error !== undefined) return <ErrorNotice error={error} provider={provider} now={now} tone="warn" />
  if (check === undefined)
    return (
      <p className="row soft">
        <Spinner label={retireMessages.asking(provider)} />
        {retireMessages.asking(provider)}…
      </p>
    )
  const { tone, title, detail } = checkMessage(check, provider, now)
  return (
    <Notice tone={tone} title={title}>
      {detail}
    </Notice>
  )
}
