package org.juxta.plugin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom, over all modules: this is the one that sees them all. */
@AnalyzeClasses(packages = "org.juxta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String DICOM = "org.juxta.dicom..";
  private static final String INFERENCE = "org.juxta.inference..";
  private static final String TORCH = "org.juxta.inference.lvlm.torch..";
  private static final String TEXT = "org.juxta.inference.lvlm.text..";
  private static final String WEB = "org.juxta.plugin.web..";

  @ArchTest
  static final ArchRule onlyTheBridgeKnowsDcm4che =
      noClasses()
          .that(not(resideInAPackage(DICOM)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.dcm4che3..")
          .because("a DICOM toolkit is replaced in one module or nowhere");

  @ArchTest
  static final ArchRule nobodyKnowsWhatDcm4cheWasMadeFrom =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.dcm4che3.internal..", "org.aoju..", "org.opencv..")
          .because("the genuine dcm4che has no such classes");

  @ArchTest
  static final ArchRule onlyTorchAndTextKnowDjl =
      noClasses()
          .that(not(resideInAnyPackage(TORCH, TEXT)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..")
          .because("a tensor engine is replaced in one package or nowhere");

  @ArchTest
  static final ArchRule textKnowsOnlyTheTokenizersOfDjl =
      noClasses()
          .that()
          .resideInAPackage(TEXT)
          .should()
          .dependOnClassesThat(
              resideInAPackage("ai.djl..")
                  .and(not(resideInAPackage("ai.djl.huggingface.tokenizers.."))))
          .because("text is tokens; tensors begin in torch")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule inferenceDoesNotKnowDicom =
      noClasses()
          .that()
          .resideInAPackage(INFERENCE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DICOM, "org.juxta.plugin..");

  @ArchTest
  static final ArchRule dicomDoesNotKnowInference =
      noClasses()
          .that()
          .resideInAPackage(DICOM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INFERENCE, "org.juxta.plugin..");

  @ArchTest
  static final ArchRule webReachesArchiveAndModelThroughTheApplication =
      noClasses()
          .that()
          .resideInAPackage(WEB)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.juxta.dicom.archive..", TORCH)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesOfTheBridgeHaveNoCycles = noCycles("org.juxta.dicom.(**)");

  @ArchTest
  static final ArchRule packagesOfInferenceHaveNoCycles = noCycles("org.juxta.inference.(**)");

  @ArchTest
  static final ArchRule packagesOfThePluginHaveNoCycles = noCycles("org.juxta.plugin.(**)");

  private static ArchRule noCycles(String packages) {
    return slices().matching(packages).should().beFreeOfCycles().allowEmptyShould(true);
  }
}
