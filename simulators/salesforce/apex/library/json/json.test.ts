/** JSON both ways. Source: Apex Reference Guide, "JSON Class", "JSONGenerator Class", "JSONParser Class"; RFC 8259. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeApexBench } from '../apex-bench.ts';

const INVOICE = `
public class Invoice {
  public enum State { OPEN, PAID }
  public class Line { public String sku; public Decimal price; }
  public Integer count;
  public Long big;
  public Decimal total;
  public Double ratio;
  public Boolean paid;
  public Date day;
  public Datetime at;
  public Id account;
  public State state;
  public List<Line> lines;
  public Map<String, Integer> counts;
  public Set<String> tags;
  public transient String secret = 'never';
}`;

const { evaluate, run, thrown } = makeApexBench({ classes: [INVOICE] });

describe('JSON.serialize', () => {
  test.each([
    [`null`, 'null'],
    [`'a"b\\\\c\\nd'`, '"a\\"b\\\\c\\nd"'],
    [`5`, '5'],
    [`10.50`, '10.50'],
    [`Double.valueOf('3')`, '3.0'],
    [`true`, 'true'],
    [`Date.newInstance(2026, 11, 21)`, '"2026-11-21"'],
    [`Datetime.newInstance(1406285254981L)`, '"2014-07-25T10:47:34.981Z"'],
    [`Time.newInstance(1, 2, 3, 4)`, '"01:02:03.004Z"'],
    [`Blob.valueOf('hello')`, '"aGVsbG8="'],
    [`new List<Object>{ 1, 'a', null, new List<String>() }`, '[1,"a",null,[]]'],
    [`new Map<String, Object>{ 'b' => 1, 'a' => new Set<Integer>{ 2 } }`, '{"b":1,"a":[2]}'],
    [`new Map<Integer, String>{ 7 => 'x' }`, '{"7":"x"}'],
    [`new Account(Name = 'Acme', Phone = null)`, '{"attributes":{"type":"Account"},"Name":"Acme","Phone":null}'],
    [
      `new Account(Id = '001000000000001AAA')`,
      '{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA"}',
    ],
  ])('%s is %s', (value, json) => {
    expect(evaluate(`JSON.serialize(${value})`)).toBe(json);
  });

  test('an object shows its fields with their nulls, or without; transient ones never', () => {
    expect(evaluate(`JSON.serialize(new Invoice.Line())`)).toBe('{"sku":null,"price":null}');
    expect(evaluate(`JSON.serialize(new Invoice.Line(), true)`)).toBe('{}');
    expect(evaluate(`JSON.serialize(new Invoice()).contains('never')`)).toBe('false');
  });

  test('pretty text has the form of the platform', () => {
    const value = `new Map<String, Object>{ 'name' => 'x', 'list' => new List<Object>{ 1, new Map<String, Object>{ 'a' => true } }, 'none' => new List<String>() }`;
    expect(evaluate(`JSON.serializePretty(${value})`)).toBe(
      '{\n  "name" : "x",\n  "list" : [ 1, {\n    "a" : true\n  } ],\n  "none" : [ ]\n}',
    );
  });

  test('what holds itself is refused', () => {
    expect(thrown(`List<Object> l = new List<Object>(); l.add(l); JSON.serialize(l);`)).toMatch(/^JSONException|^LimitException/);
  });
});

describe('JSON.deserialize', () => {
  const read = (json: string, then: string): string[] =>
    run(`Invoice i = (Invoice) JSON.deserialize('${json}', Invoice.class); System.debug(${then});`);

  test.each([
    ['{"count":3,"unknown":{"a":[1]}}', 'i.count', '3'],
    ['{"COUNT":3}', 'i.count', '3'],
    ['{"big":5000000000}', 'i.big', '5000000000'],
    ['{"total":10.50}', 'i.total', '10.50'],
    ['{"ratio":0.5}', 'i.ratio', '0.5'],
    ['{"paid":true}', 'i.paid', 'true'],
    ['{"day":"2026-11-21"}', 'i.day', '2026-11-21'],
    ['{"at":"2026-11-21T10:00:00.000+0100"}', 'i.at.getTime()', '1795251600000'],
    ['{"account":"001000000000001"}', 'i.account', '001000000000001AAA'],
    ['{"state":"PAID"}', 'i.state', 'PAID'],
    ['{"lines":[{"sku":"A","price":1.5},null]}', 'i.lines[0].sku + i.lines.size()', 'A2'],
    ['{"counts":{"a":1,"b":null}}', 'i.counts', '{a=1, b=null}'],
    ['{"tags":["x","x"]}', 'i.tags.size()', '1'],
    ['{"secret":"told"}', 'i.secret', 'null'],
  ])('%s: %s is %s', (json, expression, expected) => {
    expect(read(json, expression)).toEqual([expected]);
  });

  test('records, their parents and their children', () => {
    const json = '{"attributes":{"type":"Contact"},"LastName":"Lovelace","Account":{"Name":"Acme"}}';
    expect(run(`Contact c = (Contact) JSON.deserialize('${json}', Contact.class); System.debug(c.LastName + c.Account.Name);`)).toEqual([
      'LovelaceAcme',
    ]);
  });

  test.each([
    [`JSON.deserialize('{"count":"x"}', Invoice.class);`, 'Invalid format: "x" for Integer'],
    [`JSON.deserializeStrict('{"other":1}', Invoice.class);`, 'Unknown field: Invoice.other'],
    [`JSON.deserialize('{"Nope__x":1}', Account.class);`, "No such column 'Nope__x' on sobject of type Account"],
    [`JSON.deserialize('[1', List<Integer>.class);`, 'Unexpected end-of-input at [line:1, column:3]'],
    [
      `JSON.deserializeUntyped('{"a" 1}');`,
      "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value at [line:1, column:6]",
    ],
    [`JSON.deserialize('{}', Http.class);`, 'Apex Type unsupported in JSON: Http'],
    [`JSON.deserialize('[]', Invoice.class);`, "Malformed JSON: Expected '{' at the beginning of object"],
  ])('%s is refused', (code, message) => {
    expect(thrown(code)).toBe(`JSONException: ${message}`);
  });
});

describe('JSON.deserializeUntyped', () => {
  test.each([
    ['1', 'Integer'],
    ['5000000000', 'Long'],
    ['1.5', 'Decimal'],
    ['"a"', 'String'],
    ['true', 'Boolean'],
    ['[1]', 'List<Object>'],
    ['{"a":1}', 'Map<String, Object>'],
  ])('%s is a %s', (json, type) => {
    expect(evaluate(`JSON.deserializeUntyped('${json}') instanceof ${type}`)).toBe('true');
  });

  test('what was written comes back the same', () => {
    const json = fc
      .jsonValue({ noUnicodeString: false, maxDepth: 3 })
      .map((value) => JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Math.trunc(each % 1e9) : each)));
    fc.assert(
      fc.property(json, (text) => {
        const [again = ''] = run(`System.debug(JSON.serialize(JSON.deserializeUntyped(${apexText(text)})));`);
        expect(JSON.parse(again)).toEqual(JSON.parse(text));
      }),
      { numRuns: 60 },
    );
  });
});

/** As a literal of Apex. */
function apexText(text: string): string {
  const escaped = text.replaceAll(/[\\'\n\r\u2028\u2029]|[^ -~]/g, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
  return `'${escaped}'`;
}

test('a test makes the result of a save from JSON', () => {
  const code = `
    Database.SaveResult result = (Database.SaveResult) JSON.deserialize(
      '{"success":false,"errors":[{"message":"no","statusCode":"DUPLICATE_VALUE","fields":["Name"]}]}', Database.SaveResult.class);
    System.debug(result.isSuccess() + ' ' + result.getErrors()[0].getStatusCode() + ' ' + result.getErrors()[0].getFields());`;
  expect(run(code)).toEqual(['false DUPLICATE_VALUE (Name)']);
});

test('a generator writes piece by piece', () => {
  const code = `
    JSONGenerator g = JSON.createGenerator(false);
    g.writeStartObject();
    g.writeStringField('name', 'x');
    g.writeNumberField('price', 1.50);
    g.writeFieldName('list');
    g.writeStartArray();
    g.writeNumber(1);
    g.writeNull();
    g.writeBoolean(false);
    g.writeEndArray();
    g.writeObjectField('line', new Invoice.Line());
    g.writeEndObject();
    System.debug(g.getAsString());`;
  expect(run(code)).toEqual(['{"name":"x","price":1.50,"list":[1,null,false],"line":{"sku":null,"price":null}}']);
});

test('a parser goes through tokens, and reads objects where it stands', () => {
  const code = `
    JSONParser p = JSON.createParser('{"total": 2.5, "lines": [{"sku":"A"},{"sku":"B"}], "skip": {"a":[1]}, "last": 7}');
    while (p.nextToken() != null) {
      if (p.getCurrentToken() == JSONToken.FIELD_NAME) {
        String name = p.getText();
        p.nextToken();
        if (name == 'total') System.debug(p.getDecimalValue());
        else if (name == 'skip') p.skipChildren();
        else if (name == 'last') System.debug(p.getCurrentName() + p.getIntegerValue());
      } else if (p.getCurrentToken() == JSONToken.START_OBJECT && p.getCurrentName() == 'lines') {
        System.debug('never');
      }
      if (p.getCurrentToken() == JSONToken.START_ARRAY) {
        while (p.nextToken() == JSONToken.START_OBJECT) System.debug(((Invoice.Line) p.readValueAs(Invoice.Line.class)).sku);
      }
    }`;
  expect(run(code)).toEqual(['2.5', 'A', 'B', 'last7']);
});
