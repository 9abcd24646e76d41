/** Texts that are used again and again. */
export const quick = {
  list: 'Quick replies',
  use: 'Quick reply, or type / in an empty reply',
  edit: 'Edit quick replies',
  title: 'Quick replies',
  name: 'Name',
  text: 'Text',
  help: 'Filled in for whom you write to:',
  both: 'A name and a text are needed',
  add: 'Add',
  save: 'Save',
  another: 'New one instead',
  change: (name: string) => `Change ${name}`,
  remove: (name: string) => `Remove ${name}`,
  removed: 'Quick reply removed',
  done: 'Done',
}
