/** A made-up provider, written by the recipe in CONTRIBUTING.md: it needs only this one definition. */
import { z } from 'zod'
import type { Field } from '../../../../shared/model/catalogue.ts'
import type { Answer, RemoteKey } from '../../../../electron/core/ports/provider.ts'
import { readBase } from '../../../../electron/providers/addresses.ts'
import { defineProvider } from '../../../../electron/providers/define.ts'
import { sendDeletion } from '../../../../electron/providers/deletion.ts'
import { isRefusal } from '../../../../electron/providers/failure.ts'
import { ADDRESS_FIELD, addressField, cleanForm, textOf } from '../../../../electron/providers/forms.ts'
import { isMask, readIssuedSecret } from '../../../../electron/providers/issued-secret.ts'
import { readAnswer } from '../../../../electron/providers/json.ts'
import { fitText } from '../../../../electron/providers/draft-text.ts'
import { keyPages } from '../../../../electron/providers/pages.ts'
import { authenticates } from '../../../../electron/providers/authenticates.ts'
import { membersOf } from '../../../../electron/providers/secret-forms.ts'

const BASE = 'https://keys.example.net/v1/'
const ACCOUNT_FIELDS: readonly Field[] = [addressField('Only for tests.', BASE)]
const KEY_FIELDS: readonly Field[] = [
  { name: 'title', label: 'Title', kind: 'text', required: true, maxLength: 50 },
]

const RawKey = z.object({ id: z.string().min(1), title: z.string().optional().catch(undefined) })
const Page = z.object({ keys: z.array(RawKey), next: z.string().nullish() })
const Made = RawKey.extend({ token: z.unknown().optional() })
const Problem = z.object({ problem: z.object({ code: z.int(), text: z.string() }) })

const readKey = ({ id, title }: z.infer<typeof RawKey>): RemoteKey => ({
  remoteId: id,
  scope: '',
  label: title ?? '',
  switch: 'enabled',
  grants: [],
  facts: [],
})
const sealable = ({ status, body, date }: Answer): Answer => ({ status, body, date })
const KEYS = { scope: '', path: ['keys'] }

export const madeUp = defineProvider({
  metadata: {
    id: 'made-up',
    name: 'Made-up',
    summary: 'Lists, creates, replaces and deletes keys.',
    keyNoun: 'key',
    docsUrl: 'https://keys.example.net/docs',
    consoleUrl: 'https://keys.example.net/',
    credential: { label: 'Key', help: 'Any key.' },
    accountFields: ACCOUNT_FIELDS,
    createFields: KEY_FIELDS,
    updateFields: [],
    rotation: {
      oldSecretDies: 'none',
      regenerate: 'There is no such call.',
      replace: 'A second key is made. The old one stays as it is until you retire it.',
      revoke: 'Everything that uses this key is refused from then on.',
      keepsExpiry: false,
      reportsRenewal: false,
    },
  },
  settings: (form) => cleanForm(ACCOUNT_FIELDS, form),
  scopes: () => [''],
  http: {
    bases: (settings) => ({ '': readBase(textOf(settings, ADDRESS_FIELD) || BASE, ADDRESS_FIELD) }),
    headers: (credential) => ({ authorization: `Token ${credential}` }),
    readError(status, json) {
      const parsed = Problem.safeParse(json)
      return parsed.success && parsed.data.problem.code === status
        ? { words: parsed.data.problem.text }
        : undefined
    },
  },
  async test(api, signal) {
    const isAllowed = await api
      .send({ ...KEYS, method: 'GET', effect: 'read', list: true, signal })
      .then((answer) => readAnswer(Page, answer).keys.length >= 0)
      .catch((error: unknown) => {
        if (isRefusal(error, 'forbidden')) return false
        throw error
      })
    return { who: 'A key', may: [{ action: 'List keys', allowed: isAllowed ? 'yes' : 'no' }], warnings: [] }
  },
  list: (api, _scope, signal) =>
    keyPages(async (next) => {
      const answer =
        next === undefined
          ? await api.send({ ...KEYS, method: 'GET', effect: 'read', list: true, signal })
          : await api.follow({ scope: '', address: next, signal })
      const { keys, next: following } = readAnswer(Page, answer)
      return { page: { keys: keys.map(readKey), date: answer.date }, next: following ?? undefined }
    }),
  create: {
    check(draft) {
      const cleaned = cleanForm(KEY_FIELDS, draft)
      return { draft: cleaned, label: textOf(cleaned, 'title'), scope: '' }
    },
    send: async (api, draft, signal) =>
      sealable(
        await api.send({
          ...KEYS,
          method: 'POST',
          effect: 'issue',
          json: { title: textOf(draft, 'title') },
          signal,
        }),
      ),
    read(answer) {
      const made = readAnswer(Made, answer)
      return { secret: readIssuedSecret(made.token, answer.status), remote: readKey(made) }
    },
  },
  async revoke(api, { remoteId }) {
    const path = ['keys', remoteId]
    return sendDeletion(() => api.send({ scope: '', path, method: 'DELETE', effect: 'change' }))
  },
  secretsIn: (text) => membersOf(text, 'token').filter((token) => !isMask(token)),
  draftFromKey: (_api, { label }) => Promise.resolve({ title: fitText(label, 50, 'key') }),
  verify: async (api, signal) =>
    authenticates(async () =>
      readAnswer(Page, await api.send({ ...KEYS, method: 'GET', effect: 'read', list: true, signal })),
    ),
})
