/** age (https://age-encryption.org/v1): what Keyhold accepts as a recipient. */
import { Encrypter } from 'age-encryption'

/** For each text, whether age can encrypt for it: `age1…`, also in the forms with post-quantum and hardware keys. */
export const checkRecipients = (recipients: readonly string[]): readonly boolean[] =>
  recipients.map((recipient) => {
    try {
      new Encrypter().addRecipient(recipient)
      return true
    } catch {
      return false
    }
  })
