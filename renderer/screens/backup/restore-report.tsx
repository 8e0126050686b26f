/** The result of a restore: what was restored, and what was not. */
import type { RestoreResult } from '../../../shared/backup/restore.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useVault } from '../../vault/store.ts'
import { restoreMessages, resultWords } from './restore-messages.ts'

interface Props {
  readonly result: RestoreResult
  readonly madeAt: number
  /** Whether the backup has keys of accounts. Their providers may have newer data. */
  readonly hasAccounts: boolean
}

export function RestoreReport({ result, madeAt, hasAccounts }: Props) {
  const { failed, left, keys, accounts } = result
  const isWhole = failed.length === 0 && left === 0
  return (
    <Dialog
      title={restoreMessages.title}
      onClose={closeDialog}
      footer={
        <Button looks="primary" autoFocus onPress={closeDialog}>
          {commonMessages.close}
        </Button>
      }
    >
      <Notice tone={isWhole ? 'good' : 'note'} title={restoreMessages.result}>
        {resultWords(result)}
      </Notice>
      {hasAccounts && keys + accounts > 0 && <p className="soft">{restoreMessages.facts(madeAt)}</p>}
      {left > 0 && <Notice tone="warn" title={restoreMessages.left(left)} />}
      {failed.length > 0 && <Failures failed={failed} />}
    </Dialog>
  )
}

function Failures({ failed }: Pick<RestoreResult, 'failed'>) {
  const now = useVault((state) => state.now)
  return (
    <Notice tone="bad" title={restoreMessages.failed(failed.length)}>
      <ul>
        {failed.map(({ name, error }, at) => (
          // Two keys may have the same name.
          <li key={at} className="wrap">
            {restoreMessages.failedOne(
              name === '' ? restoreMessages.failedUnnamed : name,
              sentence(errorOf(error), { now }).title,
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
