/** The warnings that the user must read before using a key, each with its next step. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow, Leak } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap } from '../../../shared/model/overlap.ts'
import { commandForKey } from '../../commands/commands-of-key.ts'
import { openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago, Day } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useAccount, useKey, useVault } from '../../vault/store.ts'
import { IncompleteKey } from './incomplete-key.tsx'
import { LeakPlace } from './leak-place.tsx'
import { leakMessages } from './leak-messages.ts'
import { bannerMessages, openOperationMessages, renewedElsewhereMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
}

export function Banners({ row, metadata }: Props) {
  const operations = useVault((state) => state.operations)
  const owner = useAccount(row.credentialOf)
  const provider = metadata?.name
  return (
    <>
      {[...operations.values()]
        // The replacement's own section shows its operation.
        .filter(
          (operation) => operation.key === row.id && !isOverlap(operation) && operation.kind !== 'replace',
        )
        .map((operation) => (
          <OpenOperation key={operation.id} operation={operation} />
        ))}
      <IncompleteKey row={row} />
      {row.leaked !== undefined && <Leaked leaked={row.leaked} provider={provider} />}
      {row.renewedAs !== undefined && <RenewedElsewhere row={row} />}
      {row.goneSince !== undefined && <DeletedThere since={row.goneSince} provider={provider} />}
      {row.switch === 'frozen' && row.goneSince === undefined && <Frozen row={row} metadata={metadata} />}
      {owner !== undefined && (
        <Notice tone="note" title={bannerMessages.credential(owner.name)}>
          {bannerMessages.credentialDetail}
        </Notice>
      )}
    </>
  )
}

function Frozen({ row, metadata }: Props) {
  const canRegenerate = metadata?.can.regenerate === true
  const { words, icon, run } = commandForKey('regenerate', row, metadata)
  return (
    <Notice
      tone="warn"
      title={bannerMessages.frozen(metadata?.name)}
      actions={
        canRegenerate ? (
          <Button size="small" icon={icon} aria-label={`${words} (${row.name})`} onPress={run}>
            {words}
          </Button>
        ) : undefined
      }
    >
      {bannerMessages.frozenDetail} {canRegenerate && bannerMessages.frozenNext}
    </Notice>
  )
}

interface LeakedProps {
  readonly leaked: Leak
  readonly provider: string | undefined
}

function Leaked({ leaked: { at, where }, provider }: LeakedProps) {
  return (
    <Notice tone="warn" title={leakMessages.title(provider)}>
      {leakMessages.foundBefore} <Ago at={at} />
      {leakMessages.foundAfter} {leakMessages.next}
      <LeakPlace where={where} />
    </Notice>
  )
}

interface DeletedProps {
  readonly since: number
  readonly provider: string | undefined
}

function DeletedThere({ since, provider }: DeletedProps) {
  return (
    <Notice tone="warn" title={bannerMessages.deleted(provider)}>
      {bannerMessages.deletedBefore} <Ago at={since} />
      {bannerMessages.deletedAfter}
    </Notice>
  )
}

const TITLES: Partial<Record<OperationRow['state'], string>> = {
  unsaved: openOperationMessages.unsaved,
  unknown: openOperationMessages.unknown,
}

function OpenOperation({ operation }: { readonly operation: OperationRow }) {
  return (
    <Notice
      tone="warn"
      title={TITLES[operation.state] ?? openOperationMessages.underWay}
      actions={
        <Button
          size="small"
          icon="attention"
          aria-label={openOperationMessages.nextOf(operation.name)}
          onPress={() => openDialog({ kind: 'operation', operation: operation.id })}
        >
          {openOperationMessages.next}
        </Button>
      }
    >
      {openOperationMessages.startedBefore} <Ago at={operation.startedAt} />
      {openOperationMessages.startedAfter}
    </Notice>
  )
}

function RenewedElsewhere({ row }: { readonly row: KeyRow }) {
  const newer = useKey(row.renewedAs)
  const task = useTask()
  if (newer === undefined) return null
  const answer = (same: boolean) => void task.run(() => call('key:merge', { key: row.id, same }))
  return (
    <>
      <Notice
        tone="warn"
        title={renewedElsewhereMessages.title}
        actions={
          <>
            <Button size="small" icon="check" isPending={task.isRunning} onPress={() => answer(true)}>
              {renewedElsewhereMessages.same}
            </Button>
            <Button size="small" isDisabled={task.isRunning} onPress={() => answer(false)}>
              {renewedElsewhereMessages.other}
            </Button>
          </>
        }
      >
        <span className="wrap">{newer.name}</span>
        {newer.handle !== undefined && (
          <>
            {' '}
            (<code>{newer.handle}</code>)
          </>
        )}
        {newer.createdAt !== undefined && (
          <>
            {' '}
            {renewedElsewhereMessages.of} <Day at={newer.createdAt} />
          </>
        )}{' '}
        {renewedElsewhereMessages.detail}
      </Notice>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </>
  )
}
