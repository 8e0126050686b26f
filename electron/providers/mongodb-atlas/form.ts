/** The forms of a new and of a changed key, for each kind of keys. */
import type { Field } from '../../../shared/model/catalogue.ts'
import { KIND_FIELD } from '../../../shared/model/form-fields.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { cleanForm, invalid, listOf, textOf } from '../forms.ts'
import { API_KEY, NEW_ACCOUNT, SECRET } from './kinds.ts'
import { accountOf, scopeOfDraft } from './service-accounts.ts'
import { listsProjects, OBJECT_ID, projectsOf } from './settings.ts'

export const LONGEST_DESCRIPTION = 250
const LONGEST_NAME = 64
/** What Atlas accepts in a service account's name. */
const NAME = /^[\p{L}\p{N}\-_.,' ]+$/u
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)(?:\/\d{1,3})?$/i
const PROJECT_ROLE = /^[0-9a-f]{24}:[A-Z_]+$/
const ROLE = /^[A-Z_]{1,60}$/

/** A secret lives as long as the organization allows within these limits, in hours. */
export const SHORTEST_LIFE = 8
export const LONGEST_LIFE = 365 * 24

const onlyFor = (kinds: readonly string[], field: Field): Field => ({
  ...field,
  onlyWhere: { field: KIND_FIELD, values: kinds },
})

const ORGANIZATION_ROLES = [
  { value: 'ORG_OWNER', label: 'Organization Owner' },
  { value: 'ORG_GROUP_CREATOR', label: 'Organization Project Creator' },
  { value: 'ORG_BILLING_ADMIN', label: 'Organization Billing Admin' },
  { value: 'ORG_READ_ONLY', label: 'Organization Read Only' },
  { value: 'ORG_MEMBER', label: 'Organization Member' },
]

const roles = (help: string): Field => ({
  name: 'roles',
  label: 'Roles',
  help,
  kind: 'choices',
  choices: ORGANIZATION_ROLES,
  other: true,
  required: false,
  maxLength: 60,
})

const DESCRIPTION: Field = {
  name: 'label',
  label: 'Description',
  help: 'The name of an API key at Atlas',
  kind: 'text',
  required: true,
  maxLength: LONGEST_DESCRIPTION,
}

export const CREATE_FIELDS: readonly Field[] = [
  {
    name: KIND_FIELD,
    label: 'Kind',
    kind: 'choice',
    choices: [
      { value: SECRET, label: 'Another secret of a service account' },
      { value: NEW_ACCOUNT, label: 'New service account with a secret' },
      { value: API_KEY, label: 'API key of the organization' },
    ],
    required: true,
    initial: SECRET,
  },
  onlyFor([SECRET], {
    name: 'serviceAccount',
    label: 'Service account',
    help: 'Its name or its client ID. A service account can have two secrets, expired ones included. Its present secret works for at most seven more days once it has a second one.',
    kind: 'text',
    required: true,
    placeholder: 'mdb_sa_id_…',
    maxLength: 200,
  }),
  onlyFor([NEW_ACCOUNT], {
    name: 'name',
    label: 'Name',
    help: 'Letters, digits, spaces, hyphens, underscores, full stops, commas and apostrophes',
    kind: 'text',
    required: true,
    maxLength: LONGEST_NAME,
  }),
  onlyFor([NEW_ACCOUNT], {
    name: 'description',
    label: 'Description',
    help: 'Leave empty to use the name',
    kind: 'text',
    required: false,
    maxLength: LONGEST_DESCRIPTION,
  }),
  onlyFor([API_KEY], DESCRIPTION),
  onlyFor([SECRET, NEW_ACCOUNT], {
    name: 'hours',
    label: 'Lifetime',
    help: 'From 8 to 8760 hours. Your organization may allow less.',
    kind: 'choice',
    choices: [
      { value: '168', label: '7 days' },
      { value: '720', label: '30 days' },
      { value: '2160', label: '90 days' },
      { value: '4320', label: '180 days' },
      { value: '8760', label: '365 days' },
    ],
    other: true,
    required: true,
    initial: '2160',
  }),
  onlyFor([NEW_ACCOUNT, API_KEY], {
    ...roles(
      'In the organization. A service account of a project has roles of the project, such as GROUP_READ_ONLY.',
    ),
    required: true,
  }),
  onlyFor([API_KEY], {
    name: 'projectRoles',
    label: 'Roles in projects',
    help: 'The project’s ID, a colon and a role: 5a0a1e7e0f2912c554080adc:GROUP_READ_ONLY. Keyhold sets them after it has saved the key.',
    kind: 'choices',
    choices: [],
    other: true,
    required: false,
    maxLength: 100,
  }),
  onlyFor([API_KEY], {
    name: 'accessList',
    label: 'Access list',
    help: 'IP addresses or CIDR ranges from which the key may be used. Keyhold sets them after it has saved the key.',
    kind: 'choices',
    choices: [],
    other: true,
    required: false,
    maxLength: 60,
  }),
  onlyFor([SECRET, NEW_ACCOUNT], {
    name: 'project',
    label: 'Project ID',
    help: 'Only if this account lists several projects',
    kind: 'text',
    required: false,
    maxLength: 24,
    advanced: true,
  }),
]

export const UPDATE_FIELDS: readonly Field[] = [
  DESCRIPTION,
  roles('Replace the present ones in the organization; roles in projects stay. Leave empty to keep them.'),
]

/** The draft of a new key, cleaned, with its name and scope. Throws Failure `invalid`. */
export function checkNew(draft: FormValues, settings: FormValues) {
  const cleaned = cleanForm(CREATE_FIELDS, draft)
  const kind = textOf(cleaned, KIND_FIELD)
  checkHours(textOf(cleaned, 'hours'))
  checkEach(cleaned, 'roles', ROLE)
  checkEach(cleaned, 'projectRoles', PROJECT_ROLE)
  checkEach(cleaned, 'accessList', ADDRESS)
  if (kind === API_KEY) {
    if (listsProjects(settings)) throw invalid(KIND_FIELD, 'unknown-choice')
    return { draft: cleaned, label: textOf(cleaned, 'label'), scope: API_KEY }
  }
  const placed = withProject(cleaned, settings)
  const scope = scopeOfDraft(placed)
  if (kind === NEW_ACCOUNT) {
    if (!NAME.test(textOf(placed, 'name'))) throw invalid('name', 'malformed')
    return { draft: placed, label: textOf(placed, 'name'), scope }
  }
  const { name, clientId = '' } = accountOf(textOf(placed, 'serviceAccount'))
  return { draft: placed, label: name || clientId, scope }
}

/** The draft of a changed API key. Throws Failure `invalid`. */
export function checkChange(draft: FormValues): FormValues {
  const cleaned = cleanForm(UPDATE_FIELDS, draft)
  checkEach(cleaned, 'roles', ROLE)
  return cleaned
}

function checkHours(hours: string): void {
  if (hours === '') return
  const isWhole = /^\d{1,4}$/.test(hours)
  if (!isWhole || Number(hours) < SHORTEST_LIFE || Number(hours) > LONGEST_LIFE)
    throw invalid('hours', 'malformed')
}

function checkEach(form: FormValues, name: string, pattern: RegExp): void {
  if (!listOf(form, name).every((one) => pattern.test(one))) throw invalid(name, 'malformed')
}

/** Only a project that the account lists: otherwise the new key would not be seen again. */
function withProject({ project: entered, ...draft }: FormValues, settings: FormValues): FormValues {
  const named = typeof entered === 'string' ? entered.toLowerCase() : ''
  const listed = listsProjects(settings) ? projectsOf(settings) : []
  const [only = '', ...others] = listed
  if (named === '' && others.length > 0) throw invalid('project', 'required')
  const project = named === '' ? only : named
  if (project === '') return draft
  if (!OBJECT_ID.test(project)) throw invalid('project', 'malformed')
  if (!listed.includes(project)) throw invalid('project', 'unknown-choice')
  return { ...draft, project }
}
