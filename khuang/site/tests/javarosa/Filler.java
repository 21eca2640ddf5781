import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.ValidateOutcome;
import org.javarosa.core.model.data.AnswerDataFactory;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.reference.PrefixedRootFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

/**
 * Fills a form as ODK Collect would, with the engine that is in ODK Collect.
 *
 * <p>Arguments: form.xml, answers.tsv, folder of the media, instance.xml to write. The answers are
 * lines of a path and a value; in a repeat the second person's path has [2]. A line that begins with
 * "repeat" tells how many there are. Prints what was asked and left open, and what could not be answered.
 */
public class Filler {
    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private final TreeSet<String> refused = new TreeSet<>();

    public static void main(String[] given) throws Exception {
        new XFormsModule().registerModule();
        ReferenceManager.instance().addReferenceFactory(new MediaFolder(Path.of(given[2])));
        FormDef form;
        try (InputStream in = Files.newInputStream(Path.of(given[0]))) {
            form = XFormUtils.getFormFromInputStream(in);
        }
        form.initialize(true, new InstanceInitializationFactory());
        Filler filler = new Filler();
        filler.read(Path.of(given[1]));
        FormEntryController controller = new FormEntryController(new FormEntryModel(form));
        filler.walk(controller);
        ValidateOutcome outcome = form.validate(true);
        controller.finalizeFormEntry();
        Files.write(Path.of(given[3]), new XFormSerializingVisitor().serializeInstance(form.getMainInstance()));
        System.out.println("asked\t" + String.join(" ", filler.asked));
        System.out.println("refused\t" + String.join(" ", filler.refused));
        System.out.println("unused\t" + String.join(" ", new TreeSet<>(filler.answers.keySet())));
        System.out.println("valid\t" + (outcome == null || outcome.outcome == FormEntryController.ANSWER_OK));
    }

    private void read(Path file) throws Exception {
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", 3);
            if (parts[0].equals("repeat")) {
                repeats.put(parts[1], Integer.parseInt(parts[2]));
            } else {
                answers.put(parts[0], parts[1]);
            }
        }
    }

    private void walk(FormEntryController controller) {
        FormEntryModel model = controller.getModel();
        int event = model.getEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            if (event == FormEntryController.EVENT_QUESTION) {
                answer(controller, model);
            } else if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                FormIndex index = model.getFormIndex();
                if (index.getElementMultiplicity() < repeats.getOrDefault(bare(path(index)), 0)) {
                    controller.newRepeat();
                }
            }
            event = controller.stepToNextEvent();
        }
    }

    private void answer(FormEntryController controller, FormEntryModel model) {
        FormEntryPrompt prompt = model.getQuestionPrompt();
        String path = path(model.getFormIndex());
        asked.add(path);
        String value = answers.remove(path);
        if (value != null && controller.answerQuestion(cast(prompt, value), true) != FormEntryController.ANSWER_OK) {
            refused.add(path);
        }
    }

    private static IAnswerData cast(FormEntryPrompt prompt, String value) {
        if (prompt.getSelectChoices() != null) {
            for (SelectChoice choice : prompt.getSelectChoices()) {
                if (choice.getValue().equals(value)) {
                    return new SelectOneData(choice.selection());
                }
            }
        }
        return AnswerDataFactory.template(prompt.getControlType(), prompt.getDataType()).cast(new UncastData(value));
    }

    private static String path(FormIndex index) {
        return index.getReference().toString(true).replace("[1]", "");
    }

    private static String bare(String path) {
        return path.replaceAll("\\[[^]]*]", "");
    }

    /** Finds jr://file-csv/person.csv in the folder of the media, as a phone does. */
    private static class MediaFolder extends PrefixedRootFactory {
        private final Path folder;

        MediaFolder(Path folder) {
            super(new String[] {"file-csv", "file"});
            this.folder = folder;
        }

        @Override
        protected Reference factory(String terminal, String uri) {
            Path file = folder.resolve(terminal.replaceFirst("^/+", ""));
            return new Reference() {
                public boolean doesBinaryExist() {
                    return Files.exists(file);
                }

                public InputStream getStream() throws java.io.IOException {
                    return Files.newInputStream(file);
                }

                public String getURI() {
                    return uri;
                }

                public String getLocalURI() {
                    return file.toString();
                }

                public boolean isReadOnly() {
                    return true;
                }

                public OutputStream getOutputStream() {
                    throw new UnsupportedOperationException();
                }

                public void remove() {
                    throw new UnsupportedOperationException();
                }

                public Reference[] probeAlternativeReferences() {
                    return new Reference[0];
                }
            };
        }
    }
}
