/** What has to be known of a key before it is used, each with its next step. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import type { OperationRow } from '../../../shared/model/operation.ts'
import { isOverlap } from '../../../shared/model/overlap.ts'
import { openDialog } from '../../app/page-actions.ts'
import { call } from '../../vault/bridge.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { Ago, Day } from '../../parts/time.tsx'
import { useTask } from '../../parts/use-task.ts'
import { useAccount, useKey, useVault } from '../../vault/store.ts'

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
        .filter((operation) => operation.key === row.id && !isOverlap(operation))
        .map((operation) => (
          <OpenOperation key={operation.id} operation={operation} />
        ))}
      {row.renewedAs !== undefined && <RenewedElsewhere row={row} />}
      {row.goneSince !== undefined && <DeletedThere since={row.goneSince} provider={provider} />}
      {row.switch === 'frozen' && row.goneSince === undefined && (
        <Notice tone="warn" title={`${provider ?? 'Its provider'} has frozen this key`}>
          Anything using it is refused.{' '}
          {metadata?.can.regenerate === true && 'Regenerate it to reactivate it.'}
        </Notice>
      )}
      {owner !== undefined && (
        <Notice tone="note" title={`${owner.name} signs in with this key`}>
          If you regenerate it, the account uses the new secret. You can’t disable or delete it until the
          account has another credential.
        </Notice>
      )}
    </>
  )
}

interface DeletedProps {
  readonly since: number
  readonly provider: string | undefined
}

function DeletedThere({ since, provider = 'its provider' }: DeletedProps) {
  return (
    <Notice tone="warn" title={`This key was deleted at ${provider}`}>
      Noticed <Ago at={since} />. Keyhold keeps its details until you delete them here.
    </Notice>
  )
}

const WORDS: Partial<Record<OperationRow['state'], string>> = {
  unsaved: 'A new secret is not in your keychain yet',
  unknown: 'Couldn’t confirm whether this key was regenerated',
}

function OpenOperation({ operation }: { readonly operation: OperationRow }) {
  return (
    <Notice
      tone="warn"
      title={WORDS[operation.state] ?? 'A new secret is on its way'}
      actions={
        <Button
          size="small"
          icon="attention"
          aria-label={`What to do about ${operation.name}`}
          onPress={() => openDialog({ kind: 'operation', operation: operation.id })}
        >
          What to do
        </Button>
      }
    >
      Started <Ago at={operation.startedAt} />.
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
        title="Probably regenerated elsewhere"
        actions={
          <>
            <Button size="small" icon="check" isPending={task.isRunning} onPress={() => answer(true)}>
              Yes, the same key
            </Button>
            <Button size="small" isDisabled={task.isRunning} onPress={() => answer(false)}>
              No, another one
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
            of <Day at={newer.createdAt} />
          </>
        )}{' '}
        looks like this key with a new secret. If it is, notes and tags move to it, and the stored secret
        counts as outdated.
      </Notice>
      {task.error !== undefined && <ErrorNotice error={task.error} />}
    </>
  )
}
