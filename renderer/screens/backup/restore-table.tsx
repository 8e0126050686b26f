/** The dry run of a restore as a table: the backup's keys and accounts by the effect of restoring them, each with a checkbox. */
import { useMemo, useState } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components'
import type { DryRun, RestoreAccount, RestoreKey } from '../../../shared/backup/restore.ts'
import { Field } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { TableHead } from '../../parts/table-head.tsx'
import { Ago } from '../../parts/time.tsx'
import { restoreMessages, STATUS_WORDS } from './restore-messages.ts'
import { findAccounts, findKeys, idsOf, withPicks, type Picks } from './restore-picks.ts'

/** A backup may have 10,000 keys; the search field finds those beyond this limit. */
const MOST_ROWS = 100
/** Up to this number of keys, no search field is needed. */
const FEW_KEYS = 12

interface Props {
  readonly dryRun: DryRun
  readonly picks: Picks
  readonly isDisabled: boolean
  readonly onPick: (picks: Picks) => void
}

export function RestoreTable({ dryRun, picks, isDisabled, onPick }: Props) {
  const [query, setQuery] = useState('')
  const accounts = useMemo(() => findAccounts(dryRun, query), [dryRun, query])
  const groups = useMemo(() => findKeys(dryRun, query), [dryRun, query])
  const pickKeys = (ids: Iterable<string>, isPicked: boolean) =>
    onPick({ ...picks, keys: withPicks(picks.keys, ids, isPicked) })
  const pickAccounts = (ids: Iterable<string>, isPicked: boolean) =>
    onPick({ ...picks, accounts: withPicks(picks.accounts, ids, isPicked) })
  return (
    <>
      <Facts dryRun={dryRun} />
      {dryRun.keys.length > FEW_KEYS && (
        <Field label={restoreMessages.find} value={query} onChange={setQuery} type="search" />
      )}
      <table className="restore-table" aria-label={restoreMessages.table}>
        <TableHead columns={restoreMessages.columns} />
        {accounts.length > 0 && (
          <Group
            title={restoreMessages.accounts}
            items={accounts}
            rowOf={rowOfAccount}
            picked={picks.accounts}
            isDisabled={isDisabled}
            onPick={pickAccounts}
          />
        )}
        {dryRun.settings !== undefined && (
          <Group
            title={restoreMessages.settings}
            help={restoreMessages.settingsHelp}
            items={[{ id: SETTINGS_ROW, ...dryRun.settings }]}
            rowOf={rowOfSettings}
            picked={new Set(picks.settings ? [SETTINGS_ROW] : [])}
            isDisabled={isDisabled}
            onPick={(_, isPicked) => onPick({ ...picks, settings: isPicked })}
          />
        )}
        {groups.map(({ status, keys }) => (
          <Group
            key={status}
            title={STATUS_WORDS[status].title}
            help={STATUS_WORDS[status].help}
            items={keys}
            rowOf={rowOfKey}
            picked={status === 'same' ? undefined : picks.keys}
            isDisabled={isDisabled}
            onPick={pickKeys}
          />
        ))}
      </table>
      {accounts.length + groups.length === 0 && (
        <p className="soft" role="status">
          {restoreMessages.noneFound}
        </p>
      )}
    </>
  )
}

function Facts({ dryRun: { madeAt, madeBy, missing, newerHere } }: Pick<Props, 'dryRun'>) {
  return (
    <>
      <p className="wrap">
        {restoreMessages.madeBefore} <Ago at={madeAt} /> {restoreMessages.madeAfter(madeBy)}{' '}
        {restoreMessages.promise}
      </p>
      {missing > 0 && <p className="warn">{restoreMessages.missing(missing)}</p>}
      {newerHere > 0 && <p className="soft">{restoreMessages.newerHere(newerHere)}</p>}
    </>
  )
}

interface Row {
  readonly name: string
  readonly providerName: string | undefined
  readonly here: string
  readonly there: string
}

const SETTINGS_ROW = 'settings'

const rowOfSettings = ({ count }: NonNullable<DryRun['settings']>): Row => ({
  name: restoreMessages.settings,
  providerName: undefined,
  here: restoreMessages.yourSettings,
  there: restoreMessages.otherSettings(count),
})

const rowOfAccount = ({ name, providerName, status }: RestoreAccount): Row => ({
  ...{ name, providerName },
  here: status === 'new' ? restoreMessages.notHere : restoreMessages.noCredential,
  there: restoreMessages.credential,
})

function rowOfKey({ name, providerName, status, hasSecret, madeAt, hereMadeAt }: RestoreKey): Row {
  return {
    ...{ name, providerName },
    here: hereOf(status, hereMadeAt),
    there: hasSecret ? secretOf(madeAt) : restoreMessages.noSecret,
  }
}

function hereOf(status: RestoreKey['status'], madeAt: number | undefined): string {
  if (status === 'new') return restoreMessages.notHere
  if (status === 'same') return restoreMessages.here
  return status === 'lacks' ? restoreMessages.noSecret : secretOf(madeAt)
}

const secretOf = (madeAt: number | undefined): string =>
  madeAt === undefined ? restoreMessages.secret : restoreMessages.secretOf(madeAt)

interface GroupProps<Item> {
  readonly title: string
  readonly help?: string
  readonly items: readonly Item[]
  readonly rowOf: (item: Item) => Row
  /** Missing if none of these can be picked. */
  readonly picked: ReadonlySet<string> | undefined
  readonly isDisabled: boolean
  readonly onPick: (ids: Iterable<string>, isPicked: boolean) => void
}

function Group<Item extends { readonly id: string }>({
  title,
  help,
  items,
  rowOf,
  picked,
  isDisabled,
  onPick,
}: GroupProps<Item>) {
  const count = picked === undefined ? 0 : items.filter(({ id }) => picked.has(id)).length
  return (
    <tbody>
      <tr className="restore-group">
        <td>
          {picked !== undefined && (
            <Tick
              label={restoreMessages.pickAll(title)}
              isPicked={count === items.length}
              isSome={count > 0 && count < items.length}
              isDisabled={isDisabled}
              onPick={(isPicked) => onPick(idsOf(items), isPicked)}
            />
          )}
        </td>
        <th scope="rowgroup" colSpan={3}>
          {title} <span className="faint">{items.length.toLocaleString()}</span>
          {help !== undefined && <span className="restore-help soft">{help}</span>}
        </th>
      </tr>
      {items.slice(0, MOST_ROWS).map((item) => (
        <RestoreRow
          key={item.id}
          row={rowOf(item)}
          isPicked={picked?.has(item.id)}
          isDisabled={isDisabled}
          onPick={(isPicked) => onPick([item.id], isPicked)}
        />
      ))}
      {items.length > MOST_ROWS && (
        <tr>
          <td />
          <td colSpan={3} className="faint">
            {restoreMessages.more(items.length - MOST_ROWS)}
          </td>
        </tr>
      )}
    </tbody>
  )
}

interface RowProps {
  readonly row: Row
  readonly isPicked: boolean | undefined
  readonly isDisabled: boolean
  readonly onPick: (isPicked: boolean) => void
}

function RestoreRow({ row: { name, providerName, here, there }, isPicked, isDisabled, onPick }: RowProps) {
  return (
    <tr>
      <td>
        {isPicked !== undefined && (
          <Tick
            label={restoreMessages.pick(name)}
            isPicked={isPicked}
            isDisabled={isDisabled}
            onPick={onPick}
          />
        )}
      </td>
      <th scope="row" className="wrap">
        <bdi>{name}</bdi> {providerName !== undefined && <span className="faint">{providerName}</span>}
      </th>
      <td>{here}</td>
      <td>{there}</td>
    </tr>
  )
}

interface TickProps {
  readonly label: string
  readonly isPicked: boolean
  readonly isSome?: boolean
  readonly isDisabled: boolean
  readonly onPick: (isPicked: boolean) => void
}

function Tick({ label, isPicked, isSome = false, isDisabled, onPick }: TickProps) {
  return (
    <CheckboxField
      className="tick-field"
      aria-label={label}
      isSelected={isPicked}
      isIndeterminate={isSome}
      isDisabled={isDisabled}
      onChange={onPick}
    >
      <CheckboxButton className="tick">
        <span className="tick-box" aria-hidden="true">
          <Icon of={isSome ? 'never' : 'check'} />
        </span>
      </CheckboxButton>
    </CheckboxField>
  )
}
