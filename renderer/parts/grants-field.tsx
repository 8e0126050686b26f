/** A field for the permissions of a key, each with a target if it takes one. Loads the permissions from the provider when shown. */
import { useEffect, useState } from 'react'
import type { Permission } from '../../shared/model/catalogue.ts'
import type { AppError } from '../../shared/contract/errors.ts'
import type { AccountId, Grant } from '../../shared/model/model.ts'
import { call } from '../vault/bridge.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { grantMessages, searchChoiceMessages } from '../messages/parts-messages.ts'
import { Button, IconButton } from './button.tsx'
import { Field } from './field.tsx'
import { GrantTarget } from './grant-target.tsx'
import { ErrorNotice } from './notice.tsx'
import { Spinner } from './progress.tsx'
import { SearchChoice } from './search-choice.tsx'

interface Props {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  readonly account: AccountId
  readonly provider?: string | undefined
  readonly value: readonly Grant[]
  readonly onChange: (value: Grant[]) => void
}

type Known =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly permissions: readonly Permission[] }
  | { readonly state: 'failed'; readonly error: AppError }

const isSame = (one: Grant, other: Grant) =>
  one.permission === other.permission &&
  one.target?.type === other.target?.type &&
  one.target?.id === other.target?.id

function usePermissions(account: AccountId) {
  const [known, setKnown] = useState<Known>({ state: 'asking' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isWanted = true
    void call('account:permissions', { account }).then((result) => {
      if (!isWanted) return
      setKnown(
        result.ok ? { state: 'known', permissions: result.value } : { state: 'failed', error: result.error },
      )
    })
    return () => {
      isWanted = false
    }
  }, [account, attempt])
  const retry = () => {
    setKnown({ state: 'asking' })
    setAttempt(attempt + 1)
  }
  return { known, retry }
}

export function GrantsField({ label, help, error, account, provider, value, onChange }: Props) {
  const { known, retry } = usePermissions(account)
  const permissions = known.state === 'known' ? known.permissions : []
  const add = (grant: Grant) => {
    if (!value.some((present) => isSame(present, grant))) onChange([...value, grant])
  }
  return (
    <fieldset className="grants">
      <legend className="field-label">{label}</legend>
      {help !== undefined && <p className="field-help">{help}</p>}
      <GrantList
        grants={value}
        permissions={permissions}
        onRemove={(grant) => onChange(value.filter((present) => !isSame(present, grant)))}
      />
      {known.state === 'asking' && <Spinner label={grantMessages.loading} />}
      {known.state === 'known' && <AddGrant account={account} permissions={permissions} onAdd={add} />}
      {known.state === 'failed' && (
        <>
          <ErrorNotice
            error={known.error}
            provider={provider}
            tone="warn"
            actions={
              <Button size="small" icon="sync" onPress={retry}>
                {commonMessages.tryAgain}
              </Button>
            }
          />
          <AddByName onAdd={add} />
        </>
      )}
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}

interface ListProps {
  readonly grants: readonly Grant[]
  readonly permissions: readonly Permission[]
  readonly onRemove: (grant: Grant) => void
}

function GrantList({ grants, permissions, onRemove }: ListProps) {
  if (grants.length === 0) return <p className="soft small">{grantMessages.none}</p>
  return (
    <ul className="grant-list">
      {grants.map((grant) => {
        const described = permissions.find(({ id }) => id === grant.permission)?.description
        const target = grant.target && `${grant.target.type} ${grant.target.id}`
        const words = `${described ?? grant.permission}${target === undefined ? '' : `, ${target}`}`
        return (
          <li key={`${grant.permission} ${target ?? ''}`}>
            <span className="cut" title={`${grant.permission} ${target ?? ''}`}>
              {described ?? <code>{grant.permission}</code>}
              {target !== undefined && <span className="soft"> {grantMessages.forTarget(target)}</span>}
            </span>
            <IconButton
              label={grantMessages.remove(words)}
              icon="close"
              size="small"
              onPress={() => onRemove(grant)}
            />
          </li>
        )
      })}
    </ul>
  )
}

interface AddProps {
  readonly account: AccountId
  readonly permissions: readonly Permission[]
  readonly onAdd: (grant: Grant) => void
}

function AddGrant({ account, permissions, onAdd }: AddProps) {
  const [term, setTerm] = useState('')
  const [picked, setPicked] = useState<Permission>()
  return (
    <>
      <SearchChoice
        label={grantMessages.add}
        placeholder={searchChoiceMessages.placeholder}
        options={permissions.map(({ id, description }) => ({
          id,
          label: description === '' ? id : description,
          besides: id,
        }))}
        term={term}
        onTerm={setTerm}
        empty={grantMessages.noMatch}
        onPick={(id) => {
          setTerm('')
          const permission = permissions.find((one) => one.id === id)
          if (permission === undefined) return
          if (permission.targetTypes.length === 0) onAdd({ permission: id })
          else setPicked(permission)
        }}
      />
      {picked !== undefined && (
        <GrantTarget
          key={picked.id}
          account={account}
          permission={picked}
          onDone={(grant) => {
            setPicked(undefined)
            if (grant !== undefined) onAdd(grant)
          }}
        />
      )}
    </>
  )
}

/** Adds a permission by the provider's own name for it. Shown if the permissions could not be loaded. */
function AddByName({ onAdd }: Pick<AddProps, 'onAdd'>) {
  const [name, setName] = useState('')
  return (
    <div className="other-choice">
      <Field label={grantMessages.byName} value={name} onChange={setName} mono />
      <Button
        isDisabled={name.trim() === ''}
        onPress={() => {
          onAdd({ permission: name.trim() })
          setName('')
        }}
      >
        {commonMessages.add}
      </Button>
    </div>
  )
}
