/** The error form of AWS query calls: `<ErrorResponse><Error><Code>…<Message>…`. Source: API reference of IAM, common errors. */
import { z } from 'zod'
import type { ProviderTrouble } from '../../../shared/contract/errors.ts'
import type { ErrorForm } from '../outcome.ts'

const Body = z.object({
  ErrorResponse: z.object({
    Error: z.object({ Code: z.string().min(1), Message: z.string().optional().catch(undefined) }),
  }),
})

/** Codes that say more than their status: most of them are 400 or 403. */
const BY_CODE: ReadonlyMap<string, ProviderTrouble> = new Map(
  Object.entries({
    AccessDenied: 'forbidden',
    AccessDeniedException: 'forbidden',
    ExpiredToken: 'unauthorized',
    IncompleteSignature: 'unauthorized',
    InvalidClientTokenId: 'unauthorized',
    MissingAuthenticationToken: 'unauthorized',
    NoSuchEntity: 'not-found',
    RequestExpired: 'unauthorized',
    SignatureDoesNotMatch: 'unauthorized',
    Throttling: 'rate-limited',
    ThrottlingException: 'rate-limited',
    UnrecognizedClientException: 'unauthorized',
  } as const),
)

/** The statuses that belong to a code. Source: `@aws-sdk/client-iam` 3.1169.0. */
const STATUSES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ConcurrentModification: 409,
    EntityTemporarilyUnmodifiable: 409,
    InvalidInput: 400,
    LimitExceeded: 409,
    NoSuchEntity: 404,
  }),
)

/** The error in an answer, or `undefined` if AWS did not write it. */
export function readError(status: number, data: unknown): ErrorForm | undefined {
  const parsed = Body.safeParse(data)
  if (!parsed.success) return undefined
  const { Code, Message } = parsed.data.ErrorResponse.Error
  if ((STATUSES.get(Code) ?? status) !== status) return undefined
  const why = BY_CODE.get(Code)
  const words = Message === undefined || Message === '' ? Code : `${Message} (${Code})`
  return why === undefined ? { words } : { words, why }
}
