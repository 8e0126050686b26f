/** Builds the text that is copied for a key: its value, or its value in the form in which it will be used. */
import type { CopyAs } from '../../../shared/model/copy-as.ts'
import { dotenvValue } from '../../../shared/model/dotenv-value.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { Provider, Providers, KeyRequest } from '../ports/provider.ts'
import type { KeyRecord, Store } from '../ports/store.ts'
import { dockerValue, shellWord, variableName } from './quoting.ts'
import { Secret } from '../ports/secret.ts'

export interface WritesAs {
  /** The forms available for a key, in menu order. */
  forms(record: KeyRecord): readonly CopyAs[]
  /**
   * The secret in that form; the caller wipes it. Throws Failure `not-found`/`form` for a form that this key does not have, and Failure `secret`
   * for a value that does not fit into it: `no-header`, `no-line`.
   */
  write(record: KeyRecord, as: CopyAs, secret: Secret): Secret
  /** The name of the environment variable that lines for this key set. */
  variable(record: KeyRecord): string
}

type Text = (secret: string) => string

export function createWritesAs({
  store,
  providers,
}: {
  readonly store: Store
  readonly providers: Providers
}): WritesAs {
  function usedAt({ provider }: KeyRecord): Provider['use'] {
    // A key that was entered by hand may have a provider that the catalogue does not know.
    return providers.metadata.some(({ id }) => id === provider) ? providers.find(provider).use : undefined
  }

  function requestOf(record: KeyRecord): KeyRequest | undefined {
    const account = record.account && store.accounts.get(record.account)
    return account === undefined ? undefined : usedAt(record)?.request?.(account.settings, record)
  }

  function textOf(record: KeyRecord, as: CopyAs): Text | undefined {
    const variable = variableName(record.name, record.environment)
    const use = usedAt(record)
    switch (as) {
      case 'value':
        return (secret) => secret
      case 'export':
        return (secret) => `export ${variable}=${shellWord(secret)}`
      case 'env':
        return (secret) => `${variable}=${valueOf(dotenvValue, secret)}`
      case 'docker':
        return (secret) => `${variable}=${valueOf(dockerValue, secret)}`
      case 'header':
        return use && ((secret) => headerOf(use, secret))
      case 'curl': {
        const request = requestOf(record)
        return use && request && ((secret) => curlOf(headerOf(use, secret), request))
      }
    }
  }

  return {
    forms: (record) => ALL.filter((as) => textOf(record, as) !== undefined),

    variable: ({ name, environment }) => variableName(name, environment),

    write(record, as, secret) {
      const text = textOf(record, as)
      if (text === undefined) throw new Failure({ kind: 'not-found', what: 'form' })
      return as === 'value'
        ? secret.copy()
        : Secret.fromText(secret.use((bytes) => text(bytes.toString('utf8'))))
    },
  }
}

const ALL: readonly CopyAs[] = ['value', 'export', 'env', 'docker', 'header', 'curl']

/** Refuses a line that its reader would read as another value. */
function valueOf(write: (secret: string) => string | undefined, secret: string): string {
  const value = write(secret)
  if (value === undefined) throw new Failure({ kind: 'secret', why: 'no-line' })
  return value
}

/** Trimmed the same way as before Keyhold itself sends it. A value that then does not fit into a header would end the header, or begin another. */
function headerOf({ header }: NonNullable<Provider['use']>, secret: string): string {
  const trimmed = secret.trim()
  if (!/^[\x21-\x7e]+$/.test(trimmed)) throw new Failure({ kind: 'secret', why: 'no-header' })
  const { name, value } = header(trimmed)
  return `${name}: ${value}`
}

function curlOf(header: string, { address, json }: KeyRequest): string {
  const body = json === undefined ? [] : ['--header', 'Content-Type: application/json', '--data', json]
  return ['curl', '--header', header, ...body, address].map(shellWord).join(' ')
}
