/** An emulated provider's no, thrown where it is found and worded where the provider's error form is known. */
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
