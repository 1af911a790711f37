import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { obstacles, planOf } from '../../infra/deployment.ts';
import { readStage, Stage } from '../../infra/stage.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';

const minimal = { name: 'trial', mailFrom: 'Trial <digest@plc.test>', signInPrefix: 'plc-trial' };

const folderWith = (files: Record<string, string>): URL => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-stages-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), text);
  return pathToFileURL(`${folder}/`);
};

const reading = (stage: unknown) => () =>
  readStage('trial', folderWith({ trial: JSON.stringify(stage), other: '{}' }));

const thrownBy = (act: () => unknown): InvalidInput => {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInput) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a stage file', () => {
  it('may leave out all but name, sender and sign-in prefix', () => {
    expect(reading(minimal)()).toEqual({
      ...minimal,
      publicUrl: undefined,
      logDays: 30,
      archiveDays: 0,
      throttle: { rate: 100, burst: 200 },
      signingGeneration: 1,
      digestSenders: 5,
      trackOpens: false,
    });
  });

  it('takes its address from the custom domain, unless it names another', () => {
    const domain = {
      ...minimal,
      domainName: 'plc.test',
      certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/0a1b',
    };
    expect(reading(domain)().publicUrl).toBe('https://plc.test');
    expect(reading({ ...domain, publicUrl: 'https://www.plc.test/' })().publicUrl).toBe(
      'https://www.plc.test',
    );
  });

  it.each([
    ['mailFrom', { mailFrom: 'somebody' }, 'must be an address, or a name and an address'],
    ['mailFrom', { mailFrom: 'A <a@plc.test>\nBcc: b@plc.test' }, 'must be an address, or a name'],
    ['publicUrl', { publicUrl: 'http://plc.test' }, 'must be an https:// address'],
    ['domainName', { domainName: 'https://plc.test' }, 'must be a host name'],
    ['certificateArn', { domainName: 'plc.test' }, 'is missing; a domainName needs'],
    [
      'certificateArn',
      { domainName: 'plc.test', certificateArn: 'mine' },
      'must be the ARN of an ACM certificate',
    ],
    [
      'domainName',
      { certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/0a1b' },
      'is missing; a certificateArn is of use',
    ],
    ['signInPrefix', { signInPrefix: 'my-aws-pool' }, 'without "aws"'],
    ['logDays', { logDays: 31 }, 'expected one of 7'],
    ['throttle.rate', { throttle: { rate: 0, burst: 1 } }, 'expected number to be >0'],
    ['digestSenders', { digestSenders: 1 }, 'expected number to be >=2'],
    ['account', { region: 'eu-west-1' }, 'and region go together'],
    ['(root)', { colour: 'green' }, 'Unrecognized key: "colour"'],
  ])('that is wrong in %s ends with one sentence that says so', (field, change, reason) => {
    const error = thrownBy(reading({ ...minimal, ...change }));
    expect(error.message).toContain(`infra/stages/trial.json: ${field}: `);
    expect(error.message).toContain(reason);
    expect(error.message).not.toContain('\n');
    expect(error.field).toBe(field);
  });

  it('that is not there is named, with those that are', () => {
    expect(thrownBy(() => readStage('nowhere', folderWith({ a: '{}', b: '{}' }))).message).toBe(
      'There is no stage "nowhere": write infra/stages/nowhere.json, or use one of a, b.',
    );
  });

  it('cannot be reached outside its folder', () => {
    expect(() => readStage('../stages/local')).toThrow('There is no stage "../stages/local"');
  });

  it('that is no JSON, or is called otherwise, is refused', () => {
    expect(() => readStage('trial', folderWith({ trial: '{"name": ' }))).toThrow(
      'infra/stages/trial.json is not JSON: ',
    );
    expect(reading({ ...minimal, name: 'other' })).toThrow('name: must be "trial", as the file is called');
  });

  it.each(['local', 'production'])('is right for %s', (name) => {
    expect(readStage(name).name).toBe(name);
  });
});

describe('before a deployment', () => {
  const stage = Stage.parse(minimal);
  const ready = { environment: { AWS_PROFILE: 'plc', AWS_REGION: 'eu-west-1' }, hasProfiles: false };

  it('nothing is in the way of a stage of one’s own, with credentials and a region', () => {
    expect(obstacles(stage, ready)).toEqual([]);
    expect(obstacles(stage, { environment: {}, hasProfiles: true })).toEqual([]);
  });

  it('a region of the stage is enough', () => {
    const bound = Stage.parse({ ...minimal, account: '111122223333', region: 'eu-west-1' });
    expect(obstacles(bound, { environment: { AWS_PROFILE: 'plc' }, hasProfiles: false })).toEqual([]);
    expect(planOf(bound)[0]).toContain('account 111122223333, region eu-west-1');
  });

  it('missing credentials and region are both told, with what to do', () => {
    const told = obstacles(stage, { environment: { AWS_PROFILE: '' }, hasProfiles: false });
    expect(told).toEqual([
      expect.stringContaining('There are no AWS credentials: run "aws configure sso"'),
      expect.stringContaining('No region is chosen: set AWS_REGION'),
    ]);
  });

  it.each(['local', 'production'])('the addresses that %s is delivered with are refused', (name) => {
    expect(obstacles(readStage(name), ready)).toEqual([
      expect.stringContaining("example's address in mailFrom"),
    ]);
  });

  it('says in plain words what it will do', () => {
    expect(planOf(stage)).toEqual([
      'The stack Colloquy-trial is made or brought up to date in the account and region of your AWS credentials.',
      "People reach it at the HTTP API's own address, which is shown at the end.",
      'Digests come from Trial <digest@plc.test>; SES sends none before its domain is verified.',
      'Alarms are mailed to nobody: the stage has no alarmEmail.',
      'Tables, keys and the user pool are never deleted by a deployment, nor with the stack.',
    ]);
    expect(planOf(Stage.parse({ ...minimal, alarmEmail: 'ops@plc.test' }))).toContain(
      'Alarms are mailed to ops@plc.test, once the link in the first mail there was followed.',
    );
  });
});
