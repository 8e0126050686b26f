/** The replacement in the panel of either key: its steps, both keys, the time left, the checklist, and one primary button. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyId, KeyRow } from '../../../shared/model/model.ts'
import { oldExpiryOf, outlives } from '../../../shared/expiry/lifetime.ts'
import { isUsable, keyState } from '../../../shared/expiry/expiry.ts'
import { hasEndedThere, isOverdue, overlapLeft } from '../../../shared/model/overlap.ts'
import { openDetail, openDialog } from '../../app/page-actions.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { Notice } from '../../parts/notice.tsx'
import { Moment } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { copyKey } from '../../vault/vault-commands.ts'
import { Section } from '../detail/section.tsx'
import { hasSecret } from '../../commands/key-commands.ts'
import { OverlapSteps } from './overlap-steps.tsx'
import { overlapMessages, overlapWords, unfinishedMessages } from './overlap-messages.ts'
import { ReplacementStepper } from './replacement-stepper.tsx'
import { SwitchOver } from './switch-over.tsx'
import { useReplacement, type Overlapping, type Replacement } from './use-replacement.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
}

export function OverlapSection({ row, metadata }: Props) {
  const replacement = useReplacement(row)
  if (replacement === undefined) return null
  if (replacement.kind === 'unfinished') return <Unfinished {...replacement} />
  return (
    <Overlap
      open={row.id}
      replacement={replacement}
      metadata={row.account === undefined ? undefined : metadata}
    />
  )
}

type UnfinishedProps = Extract<Replacement, { kind: 'unfinished' }>

function Unfinished({ operation: { id, state, name }, progress: { primary } }: UnfinishedProps) {
  const { title, detail } = unfinishedMessages[state === 'unsaved' || state === 'unknown' ? state : 'running']
  return (
    <Section title={overlapMessages.title}>
      <ReplacementStepper current="new-key" />
      <Notice tone={primary === undefined ? 'note' : 'warn'} title={title}>
        {detail}
      </Notice>
      {primary === 'show-next' && (
        <div className="row steps">
          <Button
            looks="primary"
            size="small"
            icon="attention"
            aria-label={unfinishedMessages.nextOf(name)}
            onPress={() => openDialog({ kind: 'operation', operation: id })}
          >
            {unfinishedMessages.next}
          </Button>
        </div>
      )}
    </Section>
  )
}

interface OverlapProps {
  /** The key whose panel this is. */
  readonly open: KeyId
  readonly replacement: Overlapping
  readonly metadata: ProviderMetadata | undefined
}

function Overlap({ open, replacement, metadata }: OverlapProps) {
  const { operation, progress, old } = replacement
  const { overlap, state } = operation
  const now = useVault((vault) => vault.now)
  const oldWorks = old === undefined || isUsable(keyState(old, now, 0))
  const { tone, title, detail } = overlapWords(operation, metadata?.name, now, oldWorks)
  const isReady = state === 'overlapping' && progress.step === 'retire' && now < overlap.until
  return (
    <Section title={overlapMessages.title}>
      {progress.step !== undefined && (
        <ReplacementStepper current={progress.step} isOneKey={overlap.oldVersion !== undefined} />
      )}
      <Notice tone={tone} title={title}>
        {isReady ? overlapMessages.isReady : detail}
      </Notice>
      <Countdown operation={operation} />
      <OldEndsFirst expiry={oldExpiryOf(overlap, old)} until={overlap.until} />
      <Both open={open} replacement={replacement} />
      {state === 'overlapping' && <SwitchOver replacement={replacement} metadata={metadata} />}
      <OverlapSteps operation={operation} provider={metadata?.name} primary={progress.primary} />
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

/** The time left as text, by the page's clock. Draws nothing once the old key is disabled or has ended, since no deadline remains. */
function Countdown({ operation: { state, overlap } }: Pick<Overlapping, 'operation'>) {
  const now = useVault((vault) => vault.now)
  if (state === 'retired' || hasEndedThere(overlap, now)) return null
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

function Both({ open, replacement }: Omit<OverlapProps, 'metadata'>) {
  const { operation, newer, old } = replacement
  const { state, overlap } = operation
  return (
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
            aria-label={overlapMessages.showOther(row.handle ?? row.name)}
            onPress={() => openDetail(row.id)}
          >
            {row.handle === undefined ? row.name : <code>{row.handle}</code>}
          </Button>
        ) : (
          <span className="cut">
            {version !== undefined && overlapMessages.version(version)}
            {version === undefined &&
              (row.handle === undefined ? overlapMessages.thisKey : <code>{row.handle}</code>)}
          </span>
        )}
      </span>
      {hasSecret(row) && version !== 0 && (
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
