/** The open key's panel: the commands for the key, then everything that is known about it. */
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyDetail as Detail } from '../../../shared/contract/keys.ts'
import type { AccountRow, KeyId, KeyRow } from '../../../shared/model/model.ts'
import { closeDetail } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { useAccount, useKey, useProviderOf } from '../../vault/store.ts'
import { OverlapSection } from '../replace/overlap-section.tsx'
import { Banners } from './banners.tsx'
import { DetailHead } from './detail-head.tsx'
import { HistorySection } from './history-section.tsx'
import { LocalSection } from './local-section.tsx'
import { PermissionSection } from './permission-section.tsx'
import { ProviderSection } from './provider-section.tsx'
import { ReminderSection } from './reminder-section.tsx'
import { SecretSection } from './secret-section.tsx'
import { ValiditySection } from './validity-section.tsx'
import { useDetail } from './use-detail.ts'
import { VersionSection } from './version-section.tsx'
import { commonMessages } from '../../messages/common-messages.ts'
import { headMessages } from './detail-messages.ts'

/** Must be remounted for another key (`key={id}`), so that no draft and no revealed secret carries over. */
export function KeyDetail({ id }: { readonly id: KeyId }) {
  const row = useKey(id)
  const { detail, reload } = useDetail(id, row)
  const metadata = useProviderOf(row)
  const account = useAccount(row?.account)
  if (row === undefined)
    return (
      <div className="detail missing">
        <p className="soft">{headMessages.missing}</p>
        <Button onPress={closeDetail}>{commonMessages.close}</Button>
      </div>
    )
  return (
    <article className="detail" aria-labelledby="detail-name">
      <DetailHead row={row} metadata={metadata} account={account} copyAs={detail?.copyAs ?? []} />
      <div className="detail-body">
        <Banners row={row} metadata={metadata} />
        <OverlapSection row={row} metadata={metadata} />
        <SecretSection row={row} versions={detail?.versions ?? []} onRevealed={reload} />
        <ValiditySection row={row} />
        <LocalSection row={row} />
        <ReminderSection row={row} />
        {detail !== undefined && <Loaded row={row} metadata={metadata} account={account} detail={detail} />}
      </div>
    </article>
  )
}

interface LoadedProps {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  readonly account: AccountRow | undefined
  readonly detail: Detail
}

/** The sections that need details which the list does not hold. */
function Loaded({ row, metadata, account, detail }: LoadedProps) {
  return (
    <>
      <PermissionSection grants={detail.grants} isReported={metadata?.can.permissions ?? false} />
      <VersionSection row={row} versions={detail.versions} />
      <HistorySection id={row.id} history={detail.history} />
      <ProviderSection row={row} metadata={metadata} account={account} detail={detail} />
    </>
  )
}
