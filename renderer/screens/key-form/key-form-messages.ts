/** What the form of a new key at a provider says. */
export const createKeyMessages = {
  title: 'Create a key',
  cancel: 'Cancel',
  connect: 'Connect an account',
  nowhere: 'No connected account can create keys. Connect one, or add a key manually.',
  newKey: (noun: string) => `New ${noun}`,
  /** Stands for the name while it is empty. */
  unnamed: (noun: string) => `new ${noun}`,
  create: (name: string) => `Create ${name}`,
  createAt: (name: string, provider: string) => `Create ${name} at ${provider}`,
  account: 'Account',
} as const

/** What the form of a known key says. */
export const editKeyMessages = {
  title: (name: string) => `Change ${name}`,
  reading: 'Reading the key',
  save: (name: string, provider: string) => `Save ${name} at ${provider}`,
  changed: (provider: string) => `Changed at ${provider}`,
  /** The time follows, then `end`. */
  lastSynced: 'The secret stays the same. Last synced',
  end: '.',
} as const
