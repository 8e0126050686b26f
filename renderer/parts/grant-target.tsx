/** A field for the target of one permission, which is searched for at the provider or typed. */
import { useEffect, useState } from 'react'
import { cut } from '../../shared/model/characters.ts'
import type { Permission } from '../../shared/model/catalogue.ts'
import type { Output } from '../../shared/contract/contract.ts'
import type { AccountId, Grant } from '../../shared/model/model.ts'
import { call } from '../vault/bridge.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { searchChoiceMessages, targetMessages } from '../messages/parts-messages.ts'
import { Button } from './button.tsx'
import { SearchChoice } from './search-choice.tsx'

type Targets = Output<'account:permission-targets'>

interface Props {
  readonly account: AccountId
  readonly permission: Permission
  /** Called without a grant if the user cancels. */
  readonly onDone: (grant?: Grant) => void
}

/** The pause in typing before a search, so that fast typing does not send one request per letter. */
const PAUSE_MS = 250
const MAX_TERM = 200

type Found =
  | { readonly state: 'asking' }
  | { readonly state: 'known'; readonly targets: Targets }
  | { readonly state: 'failed' }

const SAID: Record<Found['state'], string> = {
  asking: targetMessages.searching,
  known: targetMessages.noMatch,
  failed: targetMessages.failed,
}

function useTargets(account: AccountId, permission: string, term: string): Found {
  const [found, setFound] = useState<Found>({ state: 'asking' })
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      const input = { account, permission, term: cut(term, MAX_TERM) }
      void call('account:permission-targets', input).then((result) => {
        if (!isWanted) return
        setFound(result.ok ? { state: 'known', targets: result.value } : { state: 'failed' })
      })
    }, PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [account, permission, term])
  return found
}

export function GrantTarget({ account, permission, onDone }: Props) {
  const [term, setTerm] = useState('')
  const found = useTargets(account, permission.id, term)
  const targets = found.state === 'known' ? found.targets : []
  const [type] = permission.targetTypes
  const typed = term.trim()
  return (
    <div className="grant-target">
      <SearchChoice
        label={targetMessages.label(permission.description || permission.id, permission.targetTypes)}
        placeholder={searchChoiceMessages.placeholder}
        options={targets.map((target) => ({
          id: `${target.type} ${target.id}`,
          label: target.label === '' ? target.id : target.label,
          besides: `${target.type} ${target.id}`,
        }))}
        term={term}
        onTerm={setTerm}
        isSearchedElsewhere
        autoFocus
        empty={SAID[found.state]}
        onPick={(picked) => {
          const target = targets.find((one) => `${one.type} ${one.id}` === picked)
          if (target !== undefined)
            onDone({ permission: permission.id, target: { type: target.type, id: target.id } })
        }}
      />
      <div className="row">
        {typed !== '' && type !== undefined && (
          <Button
            size="small"
            onPress={() => onDone({ permission: permission.id, target: { type, id: typed } })}
          >
            {targetMessages.useTyped(type, typed)}
          </Button>
        )}
        <Button size="small" onPress={() => onDone({ permission: permission.id })}>
          {targetMessages.withoutTarget}
        </Button>
        <Button size="small" looks="quiet" onPress={() => onDone()}>
          {commonMessages.cancel}
        </Button>
      </div>
    </div>
  )
}
