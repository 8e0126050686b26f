/** The form of Atlas's secrets, by which a whole one is found in a text. */
import { isMask } from '../issued-secret.ts'
import { membersOf } from '../secret-forms.ts'

const CLIENT_SECRET = /^mdb_sa_sk_[\w-]{16,}$/
const PRIVATE_KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Every whole client secret and private key in a text. */
export const secretsIn = (text: string): readonly string[] =>
  [
    ...membersOf(text, 'secret').filter((value) => CLIENT_SECRET.test(value)),
    ...membersOf(text, 'privateKey').filter((value) => PRIVATE_KEY.test(value)),
  ].filter((value) => !isMask(value))
