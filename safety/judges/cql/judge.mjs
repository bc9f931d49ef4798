// Reads {"library": CQL, "questions": [...]} and prints one true, false or null for each question.
// A time that is known less exactly is a DateTime or Date without its finer parts.
import { readFileSync } from "node:fs";
import { SystemModelInfoProvider } from "@cqframework/cql/cql";
import {
  CqlTranslator, createUcumService, LibraryManager, ModelManager,
} from "@cqframework/cql/cql-to-elm";
import cql from "cql-execution";

function compiled(text) {
  const models = new ModelManager();
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  // Calendar units need no conversion: every unit is taken as valid and none is converted.
  const refuse = () => { throw new Error("no unit is converted"); };
  const units = createUcumService(refuse, () => null, refuse, refuse);
  const libraries = new LibraryManager(models, undefined, undefined, units);
  const elm = JSON.parse(CqlTranslator.fromText(text, libraries).toJson());
  const wrong = elm.library.annotation.filter((each) => each.errorSeverity === "error");
  if (wrong.length) throw new Error(wrong.map((each) => each.message).join("; "));
  return new cql.Library(elm);
}

function dateTime(parts, offset) {
  const padded = [...parts, ...Array(7).fill(null)].slice(0, 7);
  return new cql.DateTime(...padded, offset);
}

async function answer(library, question) {
  const executor = new cql.Executor(library, undefined, {
    Stopped: dateTime(question.stopped, question.offset),
    Judged: dateTime(question.judged, question.offset),
    StoppedOn: new cql.Date(...question.stopped.slice(0, 3)),
    JudgedOn: new cql.Date(...question.judged.slice(0, 3)),
  });
  const results = await executor.exec(new cql.PatientSource([]));
  return results.unfilteredResults[question.rule];
}

const { library: text, questions } = JSON.parse(readFileSync(0, "utf8"));
const library = compiled(text);
const answers = [];
for (const question of questions) answers.push(await answer(library, question));
console.log(JSON.stringify(answers));
