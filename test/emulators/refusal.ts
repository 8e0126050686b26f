/** An emulated provider's refusal. It is thrown where the reason is found, and written where the provider's error form is known. */
export class Refusal extends Error {
  readonly status: number
  /** Which part of the request is wrong. */
  readonly pointer: string | undefined

  constructor(status: number, detail: string, pointer?: string) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.pointer = pointer
  }
}
