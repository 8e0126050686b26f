/** The messages of the form that creates a key at a provider. */
export const createKeyMessages = {
  title: 'Create a key',
  nowhere: 'No connected account can create keys. Connect one, or add a key manually.',
  newKey: (noun: string) => `Create a new ${noun}`,
  /** Replaces the name while the name is empty. */
  unnamed: (noun: string) => `new ${noun}`,
  create: (name: string) => `Create ${name}`,
  createAt: (name: string, provider: string) => `Create ${name} at ${provider}`,
  account: 'Account',
} as const

/** The messages of the form that changes an existing key. */
export const editKeyMessages = {
  title: (name: string) => `Edit ${name}`,
  reading: 'Reading the key',
  save: (name: string, provider: string) => `Save ${name} at ${provider}`,
  changed: (provider: string) => `Saved at ${provider}`,
  /** The time since the sync is shown after this text, then `end`. */
  lastSynced: 'The secret stays the same. Keyhold can’t undo your changes. Last synced',
  end: '.',
} as const
