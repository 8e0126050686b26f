/** The overlap in the panel of either key: both keys, the time left, what to update and the next steps. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { oldExpiryOf, outlives } from '../../../shared/expiry/lifetime.ts'
import { isUsable, keyState } from '../../../shared/expiry/expiry.ts'
import { isOverdue, isOverlap, overlapLeft, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { openDetail } from '../../app/page-actions.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { Notice } from '../../parts/notice.tsx'
import { Moment } from '../../parts/time.tsx'
import { useKey, useOperation, useVault } from '../../vault/store.ts'
import { copyKey } from '../../vault/vault-commands.ts'
import { Section } from '../detail/section.tsx'
import { hasSecret } from '../../commands/key-commands.ts'
import { dependentsOf } from '../regenerate/dependents.ts'
import { WhatToUpdate } from '../regenerate/what-to-update.tsx'
import { OverlapSteps } from './overlap-steps.tsx'
import { overlapMessages, overlapWords } from './overlap-messages.ts'
import { VerifyButton } from './verify-button.tsx'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
}

export function OverlapSection({ row, metadata }: Props) {
  const operation = useOperation(row.overlap?.operation)
  if (operation === undefined || !isOverlap(operation)) return null
  return (
    <Overlap
      open={row.id}
      operation={operation}
      metadata={row.account === undefined ? undefined : metadata}
    />
  )
}

interface OverlapProps {
  /** The key whose panel this is. */
  readonly open: KeyId
  readonly operation: OverlapOperation
  readonly metadata: ProviderMetadata | undefined
}

function Overlap({ open, operation, metadata }: OverlapProps) {
  const now = useVault((state) => state.now)
  const newer = useKey(operation.key)
  const old = useKey(operation.overlap.old)
  const { tone, title, detail, steps } = overlapWords(
    operation,
    metadata?.name,
    now,
    old === undefined || isUsable(keyState(old, now, 0)),
  )
  return (
    <Section title={overlapMessages.title}>
      <Notice tone={tone} title={title}>
        {detail}
      </Notice>
      <Countdown operation={operation} />
      <OldEndsFirst expiry={oldExpiryOf(operation.overlap, old)} until={operation.overlap.until} />
      <Both open={open} operation={operation} newer={newer} />
      {newer !== undefined && metadata?.can.verify === true && hasSecret(newer) && (
        <VerifyButton id={newer.id} name={newer.name} provider={metadata.name} />
      )}
      <OverlapSteps operation={operation} steps={steps} provider={metadata?.name} />
    </Section>
  )
}

/** Warns that the old key expires before the overlap ends: the overlap was extended, or the old key was given an earlier expiry. */
function OldEndsFirst({ expiry, until }: { readonly expiry: number | undefined; readonly until: number }) {
  const now = useVault((vault) => vault.now)
  if (expiry === undefined || !outlives(until, expiry, now)) return null
  return (
    <Notice tone="warn" title={overlapMessages.oldEndsFirst}>
      {overlapMessages.oldEndsBefore} <Moment at={expiry} />
      {overlapMessages.oldEndsAfter}
    </Notice>
  )
}

/** The time left as text, by the page's clock. Draws nothing once the old key is disabled, since no deadline remains. */
function Countdown({ operation: { state, overlap } }: Pick<OverlapProps, 'operation'>) {
  const now = useVault((vault) => vault.now)
  if (state === 'retired') return null
  return (
    <p className="overlap-left">
      <Icon of="retiring" className={isOverdue(overlap, now) ? 'warn' : 'soft'} />
      <strong>{overlapLeft(overlap, now)}</strong>
      <span className="soft">
        {overlapMessages.until} <Moment at={overlap.until} />
      </span>
    </p>
  )
}

type BothProps = Omit<OverlapProps, 'metadata'> & { readonly newer: KeyRow | undefined }

function Both({ open, operation: { state, overlap }, newer }: BothProps) {
  const accounts = useVault((vault) => vault.accounts)
  const old = useKey(overlap.old)
  return (
    <>
      <ul className="overlap-two">
        {newer !== undefined && <One row={newer} role="new" word={overlapMessages.new} open={open} />}
        {old !== undefined && (
          <One
            row={old}
            role="old"
            word={state === 'retired' ? overlapMessages.oldDisabled : overlapMessages.old}
            open={open}
            version={overlap.oldVersion}
          />
        )}
      </ul>
      {old !== undefined && state === 'overlapping' && (
        <WhatToUpdate dependents={dependentsOf(old, accounts.values())} tense="after" />
      )}
    </>
  )
}

const ICONS: Record<keyof typeof overlapMessages.copy, IconName> = { new: 'newer', old: 'retiring' }

interface OneProps {
  readonly row: KeyRow
  readonly role: keyof typeof ICONS
  readonly word: string
  readonly open: KeyId
  /** For a pasted value: the version that stays active. */
  readonly version?: number | undefined
}

function One({ row, role, word, open, version }: OneProps) {
  const isOther = row.id !== open
  return (
    <li>
      <Icon of={ICONS[role]} className="soft" />
      <span className="overlap-word">{word}</span>
      <span className="overlap-name">
        {isOther ? (
          <Button
            size="small"
            looks="quiet"
            aria-label={overlapMessages.showOther(row.name)}
            onPress={() => openDetail(row.id)}
          >
            {row.handle ?? row.name}
          </Button>
        ) : (
          <span className="cut">
            {version === undefined
              ? (row.handle ?? overlapMessages.thisKey)
              : overlapMessages.version(version)}
          </span>
        )}
      </span>
      {hasSecret(row) && (
        <IconButton
          label={overlapMessages.copy[role](row.name)}
          icon="copy"
          size="small"
          onPress={() => void copyKey(row, version === undefined ? {} : { version })}
        />
      )}
    </li>
  )
}
