/**
 * Names a search. States: typing → invalid (the field says why and keeps its text) | sending → saved (the dialog closes) | refused (the error
 * is shown below the field). A search that is already saved offers its present name and replaces its saved version.
 */
import { useState } from 'react'
import type { Result } from '../../../shared/contract/errors.ts'
import {
  isNameTaken,
  savedAs,
  searchNameProblem,
  type SavedSearch,
} from '../../../shared/model/saved-searches.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { fieldWords } from '../../messages/errors.ts'
import { Field, SwitchField } from '../../parts/field.tsx'
import { focusFirstProblem } from '../../parts/focus-problem.ts'
import { SentForm } from '../../parts/sent-form.tsx'
import { TaskDialog } from '../../parts/task-dialog.tsx'
import { useTask } from '../../parts/use-task.ts'
import { savedSearches, saveSearch, suggestedName } from '../../vault/saved-searches.ts'
import { useVault } from '../../vault/store.ts'
import { sortWords } from '../keys/list-messages.ts'
import { searchesMessages } from './searches-messages.ts'

/** The search as it would be saved now: with its present id and name if it is already saved, else with new ones. */
function typedSearch(): SavedSearch {
  const { queryText } = useVault.getState()
  const query = queryText.trim()
  const saved = savedAs(savedSearches(), query)
  return saved ?? { id: crypto.randomUUID(), name: suggestedName(savedSearches(), query), query }
}

export function SaveSearchDialog() {
  const [search] = useState(typedSearch)
  const sort = useVault((state) => state.sort)
  const [keepsOrder, setKeepsOrder] = useState(search.sort !== undefined)
  const hasOrder = sort.by !== 'urgency' || search.sort !== undefined
  const { id, query } = search
  return (
    <NameDialog
      title={searchesMessages.save}
      search={search}
      onSave={(name) => saveSearch({ id, name, query, ...(keepsOrder && { sort }) })}
    >
      {hasOrder && (
        <SwitchField
          label={searchesMessages.keepOrder(sortWords(sort))}
          help={searchesMessages.keepOrderHelp}
          isOn={keepsOrder}
          onChange={setKeepsOrder}
        />
      )}
    </NameDialog>
  )
}

export function RenameSearchDialog({ id }: { readonly id: string }) {
  const [search] = useState(() => savedSearches().find((one) => one.id === id))
  if (search === undefined) return null
  return (
    <NameDialog
      title={searchesMessages.rename}
      search={search}
      onSave={(name) => saveSearch({ ...search, name })}
    />
  )
}

interface Props {
  readonly title: string
  readonly search: SavedSearch
  readonly onSave: (name: string) => Promise<Result<unknown>>
  readonly children?: React.ReactNode
}

function problemOf(name: string, id: string): string | undefined {
  const why = searchNameProblem(name)
  if (why !== undefined) return fieldWords(why, 'name')
  return isNameTaken(savedSearches(), name, id) ? searchesMessages.taken : undefined
}

function NameDialog({ title, search, onSave, children }: Props) {
  const [name, setName] = useState(search.name)
  const [problem, setProblem] = useState<string>()
  const task = useTask()
  const send = () => {
    const found = problemOf(name, search.id)
    setProblem(found)
    if (found === undefined) void task.run(() => onSave(name.trim()), closeDialog)
    else focusFirstProblem()
  }
  return (
    <TaskDialog
      title={title}
      size="small"
      task={task}
      error={task.error}
      words={commonMessages.save}
      onSubmit={send}
      onClose={closeDialog}
    >
      <SentForm onSend={send}>
        <Field
          label={commonMessages.name}
          help={searchesMessages.query(search.query)}
          error={problem}
          value={name}
          onChange={(text) => {
            setName(text)
            setProblem(undefined)
          }}
          autoComplete="off"
          spellCheck="false"
          isRequired
          autoFocus
        />
        {children}
      </SentForm>
    </TaskDialog>
  )
}
