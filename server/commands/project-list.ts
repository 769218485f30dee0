import { summariseProjects } from '@/lib/data/database/instance'
import { readArguments } from './arguments'
import type { Command } from './command'

/** One project a line: id, counts, name; tab-separated, or JSON. */
export const projectList: Command = (args) => {
  const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
  return async ({ db, print }) => {
    const projects = await summariseProjects(db)
    if (values.json) print(JSON.stringify(projects))
    else
      for (const { id, name, members, documents, annotations } of projects)
        print([id, `${members} members`, `${documents} documents`, `${annotations} annotations`, name].join('\t'))
  }
}
