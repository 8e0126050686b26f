/** The messages of the form that adds a manual key. */
export const addKeyMessages = {
  title: 'Add a key manually',
  add: (name: string) => (name === '' ? 'Add key' : `Add ${name}`),
  secret: 'Secret',
  secretHelp: 'Stored in your keychain. To keep line breaks, use Paste.',
} as const

/** The fields that are stored in Keyhold only, not at a provider. */
export const localFieldsMessages = {
  namePlaceholder: 'grafana-prod',
  environmentPlaceholder: 'GRAFANA_KEY',
  tagsPlaceholder: 'prod, metrics',
  consoleUrl: 'Console URL',
  consoleUrlHelp: 'Where you manage this key',
  consoleUrlPlaceholder: 'https://',
  notesHelp: 'Where it’s used and who owns it. Don’t paste secrets here.',
  nameHidden: 'The name contains an invisible character.',
  nameTooLong: (limit: string, most: number, count: number) =>
    `${limit} At most ${most} characters; this has ${count}.`,
} as const

/** The kind of key that the typed secret looks like, and the fields that can be filled in from it. */
export const shapeOfferMessages = {
  known: (name: string) => `Looks like: ${name}`,
  identifier: (name: string) => `Looks like: ${name}. This is an ID: the secret is another value.`,
  fill: (fields: readonly string[]) => `Fill in ${fields.join(', ')}`,
  page: (provider: string | undefined) =>
    provider === undefined ? 'Open its page' : `Manage at ${provider}`,
  fields: { name: 'name', environment: 'variable', consoleUrl: 'console URL' },
} as const
