"""What a row is known by and belongs to stays."""

import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0014_read_without_amounts'),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name='accounts',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='5e90d1ec03885e2de66da4f931d92119e0961f63', operation='UPDATE', pgid='pgtrigger_identity_a09e0', table='funding_accounts', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='activity',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='f173d36e06a92b276b8cf7bdffe4aaa77a016d8a', operation='UPDATE', pgid='pgtrigger_identity_cdf09', table='funding_activity', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicant',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='e031b20670bfcd89ffca30ee6d92a59994e453e5', operation='UPDATE', pgid='pgtrigger_identity_5e9e9', table='funding_applicant', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='application',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.association_id IS DISTINCT FROM NEW.association_id OR (OLD.registry_number IS DISTINCT FROM NEW.registry_number AND coalesce(OLD.registry_number::text, '') <> '') THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='65b5e9caaa93b235af1975424cac17faa2f36920', operation='UPDATE', pgid='pgtrigger_identity_d5641', table='funding_application', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budget',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='5d0b2ced8e8dd5b5f7177705aba6ee6da66d63a3', operation='UPDATE', pgid='pgtrigger_identity_26696', table='funding_budget', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='call',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='368f8d28224fb5d7b6e732b1989cb92f00553b60', operation='UPDATE', pgid='pgtrigger_identity_0bb72', table='funding_call', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='costrow',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='9c24b1663243460e4c4ab38f1618df2765de3636', operation='UPDATE', pgid='pgtrigger_identity_8dfa8', table='funding_costrow', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='criterion',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='5459ba8ad616a3496f69ca770503ae3073d531bd', operation='UPDATE', pgid='pgtrigger_identity_e4d8e', table='funding_criterion', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='criterionanswer',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='287acaf41a30e0ff33f26feedc514f7914b3984d', operation='UPDATE', pgid='pgtrigger_identity_ef3a9', table='funding_criterionanswer', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='editor',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7bcd29f1d1d68bd47a1acd639de0b580e9d25d94', operation='UPDATE', pgid='pgtrigger_identity_6fdfb', table='funding_editor', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frame',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.budget_id IS DISTINCT FROM NEW.budget_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='764cc8a64a8bb86e51a5a375f4633cc07f552d9f', operation='UPDATE', pgid='pgtrigger_identity_3aa9f', table='funding_frame', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='income',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.budget_id IS DISTINCT FROM NEW.budget_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='cf087ab1efc28dd7190a64aeb2a476e32e9cacd9', operation='UPDATE', pgid='pgtrigger_identity_5d3b8', table='funding_income', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='link',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id OR OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='32efe8a3bdf57d3f92af3e3032639c75b1d83559', operation='UPDATE', pgid='pgtrigger_identity_744fd', table='funding_link', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.association_id IS DISTINCT FROM NEW.association_id OR (OLD.application_id IS DISTINCT FROM NEW.application_id AND coalesce(OLD.application_id::text, '') <> '') THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='46b02541b78284dcd12bb5c9123c90e541a39e95', operation='UPDATE', pgid='pgtrigger_identity_ac3fc', table='funding_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='memo',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7a4334bd65f29b3546fd0123fdcc74e9e6412fa5', operation='UPDATE', pgid='pgtrigger_identity_7fc85', table='funding_memo', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='memoamount',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.memo_id IS DISTINCT FROM NEW.memo_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='2976a02a415ab03f422982ef4874514c6fbbe5d7', operation='UPDATE', pgid='pgtrigger_identity_93d87', table='funding_memoamount', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paper',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7d1f38ebb0d62ec87f0cd20f116753ffc52aa752', operation='UPDATE', pgid='pgtrigger_identity_a2675', table='funding_paper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='participantcount',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.report_id IS DISTINCT FROM NEW.report_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='b6018de76b93922e6c4f7d2c6bec55c3e59b5226', operation='UPDATE', pgid='pgtrigger_identity_20742', table='funding_participantcount', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='placement',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='cda14936497c3230a00d9c2d0c78bd02c24007bb', operation='UPDATE', pgid='pgtrigger_identity_997fa', table='funding_placement', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planyear',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='3a247a43e9cc56eb3124d45443c21162f4d869a1', operation='UPDATE', pgid='pgtrigger_identity_09ef4', table='funding_planyear', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programme',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='aa817d0316775232c5ac2f1bdc80ecda5e3faea6', operation='UPDATE', pgid='pgtrigger_identity_13300', table='funding_programme', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='purpose',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='c3127a04d10dec7be4f561e3dff820e72d29871e', operation='UPDATE', pgid='pgtrigger_identity_25e77', table='funding_purpose', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='report',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.measure_id IS DISTINCT FROM NEW.measure_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='69cc2d1b1ee23163fb730f307583e4dc179b2904', operation='UPDATE', pgid='pgtrigger_identity_b2287', table='funding_report', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportcost',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.report_id IS DISTINCT FROM NEW.report_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='0dfd211cf391109c3140cb2e715ec45e7794d921', operation='UPDATE', pgid='pgtrigger_identity_bc777', table='funding_reportcost', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='score',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='10a41ba36171107ebfac95aee0ac66827c35dbb6', operation='UPDATE', pgid='pgtrigger_identity_2e4ad', table='funding_score', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unithead',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='01ecb85f2d6635f7a2e6e33d06fb83fd64a2c46f', operation='UPDATE', pgid='pgtrigger_identity_448c3', table='funding_unithead', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unsenttext',
                    trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.application_id IS DISTINCT FROM NEW.application_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='897f72aaf294daf0c4b59513efaab2ee3cd7831e', operation='UPDATE', pgid='pgtrigger_identity_b1f9e', table='funding_unsenttext', when='BEFORE')),
                ),
            ]
        )
    ]
