import { describe, expect, it } from 'vitest';
import { inputFor, TargetInput } from '../../../local/system/event-input.ts';

const event = { source: 's', detail: { name: 'A "quoted" one', n: 3, list: [1, 2] } };
const given = (target: object) => inputFor(TargetInput.parse(target), event);

describe('what a target is given', () => {
  it('is the event itself', () => {
    expect(JSON.parse(given({}))).toEqual(event);
  });

  it('is a constant', () => {
    expect(given({ Input: '{"fixed":true}' })).toBe('{"fixed":true}');
  });

  it('is a part of the event, or null where there is none', () => {
    expect(given({ InputPath: '$.detail.list' })).toBe('[1,2]');
    expect(given({ InputPath: '$' })).toBe(JSON.stringify(event));
    expect(given({ InputPath: '$.detail.missing' })).toBe('null');
  });

  it('is made from a template: values as JSON, and as text within quotes', () => {
    const InputTransformer = {
      InputPathsMap: { name: '$.detail.name', n: '$.detail.n', all: '$.detail', none: '$.gone' },
      InputTemplate:
        '{"text":"It is <name>, <n> times","n":<n>,"name":<name>,"all":<all>,"none":<none>,"event":<aws.events.event.json>}',
    };
    expect(JSON.parse(given({ InputTransformer }))).toEqual({
      text: 'It is A "quoted" one, 3 times',
      n: 3,
      name: 'A "quoted" one',
      all: event.detail,
      none: '',
      event,
    });
  });
});
